package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapField;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A heap drawn by hand, of classes named as in the JDK. */
final class PaperHeap implements HeapGraph {

  private record Reference(int field, int target) {}

  private static final class Paper {
    private final HeapClass type;
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private @Nullable String text;

    Paper(HeapClass type) {
      this.type = type;
    }
  }

  private final List<Paper> objects = new ArrayList<>();
  private final Map<String, HeapClass> classes = new LinkedHashMap<>();
  private final Map<HeapField, Integer> fieldNumbers = new LinkedHashMap<>();
  private final List<HeapField> fields =
      new ArrayList<>(List.of(new HeapField("java.lang.Object", "<class>", false)));
  private final List<Integer> roots = new ArrayList<>();
  private final List<HeapThread> threads = new ArrayList<>();
  private long visits;

  private static final int CLASS = 0;

  /** A class, made when first asked for, with the one above it after {@code :}. */
  HeapClass type(String name) {
    HeapClass known = classes.get(name);
    return known == null ? type(name, "java.lang.Object") : known;
  }

  HeapClass type(String name, String superclass) {
    HeapClass known = classes.get(name);
    if (known != null) {
      return known;
    }
    HeapClass above = name.equals("java.lang.Object") ? null : type(superclass);
    int object = objects.size();
    HeapClass made = new HeapClass(classes.size(), name, above, object);
    classes.put(name, made);
    objects.add(new Paper(made)); // its class is put right by classOf
    return made;
  }

  int object(String type) {
    HeapClass made = type(type);
    objects.add(new Paper(made));
    return objects.size() - 1;
  }

  int text(String text) {
    int string = object("java.lang.String");
    objects.get(string).text = text;
    return string;
  }

  /** Lets an instance's field, named with its class as in {@code a.b.C#field}, refer to that. */
  PaperHeap refer(int from, String field, int to) {
    int hash = field.indexOf('#');
    return link(
        from, new HeapField(field.substring(0, hash), field.substring(hash + 1), false), to);
  }

  PaperHeap referStatic(String type, String field, int to) {
    return link(type(type).object(), new HeapField(type, field, true), to);
  }

  PaperHeap element(int array, int to) {
    objects.get(array).references.add(new Reference(ELEMENT, to));
    return this;
  }

  private PaperHeap link(int from, HeapField field, int to) {
    int number = fieldNumbers.computeIfAbsent(field, made -> fields.size());
    if (number == fields.size()) {
      fields.add(field);
    }
    objects.get(from).references.add(new Reference(number, to));
    return this;
  }

  PaperHeap set(int object, String field, long value) {
    objects.get(object).numbers.put(field, value);
    return this;
  }

  PaperHeap root(int object) {
    roots.add(object);
    return this;
  }

  /** A class that is never unloaded. */
  PaperHeap rootClass(String type) {
    return root(type(type).object());
  }

  PaperHeap thread(int object, List<HeapFrame> frames, int... jniLocals) {
    threads.add(new HeapThread(object, frames, jniLocals));
    return this;
  }

  /** A frame such as {@code a.b.C.method} that holds those objects. */
  HeapFrame frame(String method, int... locals) {
    return frame(method, false, locals);
  }

  HeapFrame frame(String method, boolean isNative, int... locals) {
    int dot = method.lastIndexOf('.');
    String type = method.substring(0, dot);
    return new HeapFrame(
        new StackTraceElement(type, method.substring(dot + 1), type + ".java", isNative ? -2 : 1),
        type(type).object(),
        isNative,
        locals);
  }

  /** How often references of an object were asked for. */
  long visits() {
    return visits;
  }

  @Override
  public int objects() {
    return objects.size();
  }

  @Override
  public HeapClass classOf(int object) {
    HeapClass type = objects.get(object).type;
    return type.object() == object ? type("java.lang.Class") : type;
  }

  @Override
  public long bytes(int object) {
    return 16;
  }

  @Override
  public void references(int object, ReferenceVisitor visitor) {
    visits++;
    if (objects.get(object).type.object() != object) {
      visitor.reference(objects.get(object).type.object(), CLASS);
    }
    for (Reference reference : List.copyOf(objects.get(object).references)) {
      visitor.reference(reference.target(), reference.field());
    }
  }

  @Override
  public HeapField field(int number) {
    return fields.get(number);
  }

  @Override
  public List<HeapClass> classes() {
    return List.copyOf(classes.values());
  }

  @Override
  public @Nullable HeapClass classNamed(String name) {
    return classes.get(name);
  }

  @Override
  public void globalRoots(RootVisitor visitor) {
    roots.forEach(root -> visitor.root(RootKind.OTHER, root));
  }

  @Override
  public List<HeapThread> threads() {
    return List.copyOf(threads);
  }

  @Override
  public int reference(int object, String field) {
    for (Reference reference : objects.get(object).references) {
      if (reference.field() != ELEMENT && fields.get(reference.field()).name().equals(field)) {
        return reference.target();
      }
    }
    return NONE;
  }

  @Override
  public long number(int object, String field, long ifAbsent) {
    return objects.get(object).numbers.getOrDefault(field, ifAbsent);
  }

  @Override
  public @Nullable String text(int object, int maxLength) {
    String text = objects.get(object).text;
    return text == null ? null : text.substring(0, Math.min(maxLength, text.length()));
  }
}
