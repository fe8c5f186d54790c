package io.threadleak.heap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heap in an HPROF file, as HotSpot writes it.
 *
 * <p>The file stays where it is and is mapped into memory; it may be deleted as soon as it is open.
 * In the Java heap stand only, for each object, its address and its place in the file, both
 * compressed: two to five bytes. References are read from the file whenever they are asked for. The
 * file is read twice from begin to end: first for names, classes, stacks and the addresses of all
 * objects, then for their places and the roots. The second look needs the numbers that only the
 * whole of the first can give.
 *
 * <p>What {@link #read} returns has been checked as far as to never fail later. References to what
 * the dump does not contain are told as null. There is nothing to close: the mapping goes with the
 * object.
 */
public final class HeapDump implements HeapGraph {

  private static final String MAGIC = "JAVA PROFILE 1.0.2\0";

  private final DumpBytes in;
  private final int id;
  private final boolean isComplete;
  private final int objects;
  private final AddressIndex addresses;
  private final DumpClasses classes;
  private final DumpThreads threads;
  private final OffsetTable offsets;
  private final ObjectSizes sizes;
  private final IntList rootObjects;
  private final IntList rootTags;
  private final HeapClass classOfClasses;
  private final HeapClass[] primitiveArrays;

  private HeapDump(DumpBytes in, Progress progress) throws HeapDumpException, InterruptedException {
    this.in = in;
    long begin = header(in);
    id = in.idSize();
    FirstPass first = new FirstPass(in);
    isComplete = new RecordWalk(in, begin, first, at -> progress.at(at * 0.4)).walk();
    objects = first.seal();
    addresses = first.addresses;
    classes = first.classes;
    threads = first.threads;
    classOfClasses = required("java.lang.Class");
    required("java.lang.Thread");
    primitiveArrays = classes.primitiveArrays();
    SecondPass second = new SecondPass(in, first, objects);
    new RecordWalk(in, begin, second, at -> progress.at(0.4 + at * 0.6)).walk();
    second.seal();
    offsets = second.offsets;
    rootObjects = second.rootObjects;
    rootTags = second.rootTags;
    sizes = new ObjectSizes(in, offsets, classes, objects);
    progress.at(1);
  }

  /**
   * Reads a file.
   *
   * @throws HeapDumpException where it is no whole, sound dump of HotSpot
   * @throws InterruptedException where the thread is interrupted meanwhile
   */
  public static HeapDump read(Path file, Progress progress)
      throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, file.toString(), progress);
    }
  }

  /**
   * Reads a file that is open, and may be gone from its directory.
   *
   * @param channel not needed any more on return; not closed
   * @param name what messages call it
   */
  public static HeapDump read(FileChannel channel, String name, Progress progress)
      throws IOException, InterruptedException {
    return read(new DumpBytes(channel, name, DumpBytes.CHUNK_BITS), progress);
  }

  static HeapDump read(DumpBytes in, Progress progress)
      throws HeapDumpException, InterruptedException {
    return new HeapDump(in, progress);
  }

  /** Reads the header; returns where it ends. */
  private static long header(DumpBytes in) throws HeapDumpException {
    int length = MAGIC.length() + 12;
    byte[] magic = in.copy(0, (int) Math.min(in.size(), MAGIC.length()));
    if (magic.length > 1 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
      throw in.refused(0, "a compressed file", "unpack it first, with gunzip");
    }
    if (!new String(magic, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw in.refused(
          0, "no heap dump of form HPROF 1.0.2", "take one with jcmd PID GC.heap_dump FILE");
    }
    if (in.size() < length) {
      throw in.torn(0, "the header");
    }
    int idSize = in.i4(MAGIC.length());
    if (idSize != Integer.BYTES && idSize != Long.BYTES) {
      throw in.corrupt(MAGIC.length(), "ids of " + idSize + " bytes");
    }
    in.idSize(idSize);
    return length;
  }

  private HeapClass required(String name) throws HeapDumpException {
    ClassLayout layout = classes.byName(name);
    if (layout == null) {
      throw in.refused(
          in.size(),
          "no class " + name + ", or several, up to the end",
          "only dumps of a HotSpot JVM can be read");
    }
    return layout.type;
  }

  /** Whether the dump has its proper end, and so all that there was to say. */
  public boolean isComplete() {
    return isComplete;
  }

  @Override
  public int objects() {
    return objects;
  }

  @Override
  public HeapClass classOf(int object) {
    long at = offsets.get(object);
    return switch (in.u1(at)) {
      case RecordWalk.INSTANCE -> classes.known(in.id(at + 5 + id)).type;
      case RecordWalk.OBJECT_ARRAY -> classes.known(in.id(at + 9 + id)).type;
      case RecordWalk.PRIMITIVE_ARRAY -> primitiveArrays[in.u1(at + 9 + id)];
      default -> classOfClasses;
    };
  }

  @Override
  public long bytes(int object) {
    return sizes.of(object);
  }

  @Override
  public void references(int object, ReferenceVisitor visitor) {
    long at = offsets.get(object);
    switch (in.u1(at)) {
      case RecordWalk.INSTANCE -> fields(at, visitor);
      case RecordWalk.OBJECT_ARRAY -> elements(at, visitor);
      case RecordWalk.PRIMITIVE_ARRAY ->
          tell(primitiveArrays[in.u1(at + 9 + id)].object(), classes.classField, visitor);
      default -> {
        ClassLayout layout = classes.known(in.id(at + 1));
        for (int i = 0; i < layout.held.length; i++) {
          tell(layout.held[i], layout.heldBy[i], visitor);
        }
      }
    }
  }

  private void fields(long at, ReferenceVisitor visitor) {
    ClassLayout layout = classes.known(in.id(at + 5 + id));
    tell(layout.type.object(), classes.classField, visitor);
    long values = at + 9 + 2L * id;
    for (int i = 0; i < layout.offsets.length; i++) {
      long target = in.id(values + layout.offsets[i]);
      if (target != 0) {
        tell(addresses.find(target), layout.fieldNumbers[i], visitor);
      }
    }
  }

  private void elements(long at, ReferenceVisitor visitor) {
    tell(classes.known(in.id(at + 9 + id)).type.object(), classes.classField, visitor);
    long element = at + 9 + 2L * id;
    long end = element + in.u4(at + 5 + id) * id;
    for (; element < end; element += id) {
      long target = in.id(element);
      if (target != 0) {
        tell(addresses.find(target), ELEMENT, visitor);
      }
    }
  }

  private static void tell(int target, int field, ReferenceVisitor visitor) {
    if (target != NONE) {
      visitor.reference(target, field);
    }
  }

  @Override
  public HeapField field(int number) {
    return classes.field(number);
  }

  @Override
  public List<HeapClass> classes() {
    return classes.types();
  }

  @Override
  public @Nullable HeapClass classNamed(String name) {
    ClassLayout layout = classes.byName(name);
    return layout == null ? null : layout.type;
  }

  @Override
  public void globalRoots(RootVisitor visitor) {
    for (int i = 0; i < rootObjects.size(); i++) {
      RootKind kind =
          switch (rootTags.get(i)) {
            case RecordWalk.ROOT_JNI_GLOBAL -> RootKind.JNI_GLOBAL;
            case RecordWalk.ROOT_STICKY_CLASS -> RootKind.STICKY_CLASS;
            default -> RootKind.OTHER;
          };
      visitor.root(kind, rootObjects.get(i));
    }
  }

  @Override
  public List<HeapThread> threads() {
    return threads;
  }

  @Override
  public int reference(int object, String field) {
    ClassLayout.Slot slot = slot(object, field);
    return slot == null || !slot.isReference() ? NONE : addresses.find(in.id(slot.offset()));
  }

  @Override
  public long number(int object, String field, long ifAbsent) {
    ClassLayout.Slot slot = slot(object, field);
    return slot == null || slot.isReference()
        ? ifAbsent
        : FieldType.value(in, slot.type(), slot.offset());
  }

  /**
   * A field of an instance or a static one of a class, its offset counted from the file's begin.
   */
  private ClassLayout.@Nullable Slot slot(int object, String field) {
    long at = offsets.get(object);
    int tag = in.u1(at);
    if (tag == RecordWalk.CLASS) {
      return classes.known(in.id(at + 1)).staticField(field);
    }
    ClassLayout.Slot slot =
        tag == RecordWalk.INSTANCE ? classes.known(in.id(at + 5 + id)).field(field) : null;
    return slot == null
        ? null
        : new ClassLayout.Slot(field, slot.type(), at + 9 + 2L * id + slot.offset(), slot.number());
  }

  @Override
  public @Nullable String text(int object, int maxLength) {
    if (!classOf(object).name().equals("java.lang.String")) {
      return null;
    }
    int value = reference(object, "value");
    if (value == NONE) {
      return null;
    }
    long at = offsets.get(value);
    if (in.u1(at) != RecordWalk.PRIMITIVE_ARRAY) {
      return null;
    }
    int type = in.u1(at + 9 + id);
    boolean isLatin1 = type == FieldType.BYTE && number(object, "coder", 0) == 0;
    long bytes = in.u4(at + 5 + id) * FieldType.size(type, id);
    byte[] text =
        in.copy(at + 10 + id, (int) Math.min(bytes, isLatin1 ? maxLength : 2L * maxLength));
    // An array of characters is written as such, one of bytes as it stands in memory.
    Charset wide = type == FieldType.CHAR ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    return new String(text, isLatin1 ? StandardCharsets.ISO_8859_1 : wide);
  }
}
