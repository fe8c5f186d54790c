package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.heap.HeapGraph.RootKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of this very JVM holds what the JVM is known to hold. */
final class HeapDumpTest {

  private static HeapDump dump;
  private static int zoo;
  private static int all;

  @BeforeAll
  static void dump(@TempDir Path directory) throws IOException, InterruptedException {
    assertThat(Zoo.ARRAY).hasSize(4);
    dump = OwnDump.read(directory);
    zoo = type(Zoo.class.getName()).object();
    all = dump.reference(zoo, "OF_ALL");
  }

  @Test
  void dump_whole_isComplete() {
    assertThat(dump.isComplete()).isTrue();
    assertThat(dump.objects()).isGreaterThan(50_000);
  }

  @Test
  void classOf_instanceArrayAndClass_isThatOfTheProgram() {
    assertThat(dump.classOf(all).name()).isEqualTo(Zoo.Child.class.getName());
    assertThat(dump.classOf(all).superclass()).isEqualTo(type(Zoo.Parent.class.getName()));
    assertThat(dump.classOf(all).isA("java.lang.Object")).isTrue();
    assertThat(dump.classOf(zoo).name()).isEqualTo("java.lang.Class");
    assertThat(className("ARRAY")).isEqualTo(Object[].class.getName());
    assertThat(className("NESTED")).isEqualTo(String[][].class.getName());
    assertThat(className("HIDDEN")).isEqualTo(Zoo.HIDDEN.getClass().getName());
    assertThat(elements(dump.reference(zoo, "PRIMITIVES")))
        .extracting(object -> dump.classOf(object).name())
        .containsExactly("[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J");
  }

  @Test
  void classes_all_areNumberedAndKnowTheirObject() {
    List<HeapClass> classes = dump.classes();
    for (int i = 0; i < classes.size(); i++) {
      assertThat(classes.get(i).number()).isEqualTo(i);
    }
    // JFR, where it runs in this JVM, has replaced classes: the latest version has the object.
    assertThat(classes)
        .filteredOn(each -> each.object() == HeapGraph.NONE)
        .allMatch(each -> type(each.name()).object() != HeapGraph.NONE);
    assertThat(dump.classNamed("no.such.Class")).isNull();
    assertThat(type("java.lang.Object").superclass()).isNull();
  }

  @Test
  void number_eachPrimitiveType_isTheValue() {
    assertThat(dump.number(all, "yes", 7)).isOne();
    assertThat(dump.number(all, "letter", 7)).isEqualTo('\u20ac');
    assertThat(dump.number(all, "single", 7)).isEqualTo(Float.floatToIntBits(1.5f));
    assertThat(dump.number(all, "twice", 7)).isEqualTo(Double.doubleToLongBits(-2.5));
    assertThat(dump.number(all, "small", 7)).isEqualTo(-128);
    assertThat(dump.number(all, "middle", 7)).isEqualTo(-30_000);
    assertThat(dump.number(all, "whole", 7)).isEqualTo(-2_000_000_000);
    assertThat(dump.number(all, "large", 7)).isEqualTo(Long.MIN_VALUE);
    assertThat(dump.number(all, "last", 7)).isEqualTo(-2);
  }

  @Test
  void number_staticAbsentOrReference_isTheValueOrTheAnswerForNone() {
    assertThat(dump.number(zoo, "FLAG", 7)).isOne();
    assertThat(dump.number(zoo, "NUMBER", 7)).isEqualTo(Zoo.NUMBER);
    assertThat(dump.number(all, "missing", 7)).isEqualTo(7);
    assertThat(dump.number(all, "self", 7)).isEqualTo(7);
    assertThat(dump.number(dump.reference(zoo, "ARRAY"), "length", 7)).isEqualTo(7);
  }

  @Test
  void reference_ofInstance_isTheHighestFieldOfThatName() {
    assertThat(dump.reference(all, "self")).isEqualTo(all);
    assertThat(dump.reference(all, "none")).isEqualTo(HeapGraph.NONE);
    assertThat(dump.reference(all, "whole")).isEqualTo(HeapGraph.NONE);
    assertThat(dump.reference(all, "missing")).isEqualTo(HeapGraph.NONE);
    assertThat(dump.reference(zoo, "NOTHING")).isEqualTo(HeapGraph.NONE);
    assertThat(dump.text(dump.reference(all, "name"), 20)).isEqualTo("of the parent");
  }

  @Test
  void references_ofInstance_areItsClassAndAllFieldsOfAllItsClasses() {
    assertThat(told(all))
        .containsExactlyInAnyOrder(
            "java.lang.Object.<class> -> java.lang.Class",
            Zoo.Child.class.getName() + ".name -> [Ljava.lang.Object;",
            Zoo.Parent.class.getName() + ".name -> java.lang.String",
            Zoo.Parent.class.getName() + ".self -> " + Zoo.Child.class.getName());
  }

  @Test
  void references_ofClass_areStaticsSuperclassAndLoader() {
    assertThat(told(zoo))
        .contains(
            "static " + Zoo.class.getName() + ".OF_ALL -> " + Zoo.Child.class.getName(),
            "static " + Zoo.class.getName() + ".ARRAY -> [Ljava.lang.Object;",
            "static " + Zoo.class.getName() + ".<resolved_references> -> [Ljava.lang.Object;",
            "static java.lang.Class.<super> -> java.lang.Class",
            "static java.lang.Class.<loader> -> " + Zoo.class.getClassLoader().getClass().getName(),
            "static java.lang.Class.<protectionDomain> -> java.security.ProtectionDomain")
        .noneMatch(line -> line.contains("NOTHING"));
  }

  @Test
  void references_ofArrays_areElementsInOrderNullsLeftOut() {
    List<Integer> array = elements(dump.reference(zoo, "ARRAY"));
    assertThat(array).hasSize(3);
    assertThat(dump.text(array.get(0), 100)).isEqualTo("first");
    assertThat(array.get(1)).isEqualTo(all);
    assertThat(dump.classOf(array.get(2)).name()).isEqualTo("[I");
    List<Integer> nested = elements(dump.reference(zoo, "NESTED"));
    assertThat(texts(elements(nested.get(0)))).containsExactly("inner");
    assertThat(elements(nested.get(1))).isEmpty();
    assertThat(told(array.get(2))).containsExactly("java.lang.Object.<class> -> java.lang.Class");
  }

  @Test
  void text_ofStrings_isTheTextCutToLength() {
    assertThat(dump.text(dump.reference(zoo, "LATIN"), 100)).isEqualTo(Zoo.LATIN);
    assertThat(dump.text(dump.reference(zoo, "WIDE"), 100)).isEqualTo(Zoo.WIDE);
    assertThat(dump.text(dump.reference(zoo, "LATIN"), 3)).isEqualTo("Gr\u00fc");
    assertThat(dump.text(dump.reference(zoo, "WIDE"), 2)).isEqualTo("\u03b1\u03b2");
    assertThat(dump.text(all, 100)).isNull();
  }

  @Test
  void globalRoots_ofRunningJvm_areClassesOfTheBootLoaderAndNativeHandles() {
    Set<RootKind> kinds = EnumSet.noneOf(RootKind.class);
    List<Integer> sticky = new ArrayList<>();
    dump.globalRoots(
        (kind, object) -> {
          kinds.add(kind);
          if (kind == RootKind.STICKY_CLASS) {
            sticky.add(object);
          }
        });
    assertThat(kinds).contains(RootKind.JNI_GLOBAL, RootKind.STICKY_CLASS);
    assertThat(sticky).contains(type("java.lang.Object").object()).doesNotContain(zoo);
  }

  @Test
  void everyReference_ofEveryObject_isAnObject() {
    int objects = dump.objects();
    int[] largest = new int[2];
    long[] count = new long[1];
    for (int object = 0; object < objects; object++) {
      dump.references(
          object,
          (target, field) -> {
            largest[0] = Math.max(largest[0], target);
            largest[1] = Math.min(largest[1], target);
            count[0]++;
          });
      assertThat(dump.bytes(object)).isPositive();
    }
    assertThat(largest[0]).isLessThan(objects);
    assertThat(largest[1]).isZero();
    assertThat(count[0]).isGreaterThan(objects);
  }

  static HeapClass type(String name) {
    return Objects.requireNonNull(dump.classNamed(name), name);
  }

  private static String className(String staticField) {
    return dump.classOf(dump.reference(zoo, staticField)).name();
  }

  private static List<Integer> elements(int array) {
    List<Integer> elements = new ArrayList<>();
    dump.references(
        array,
        (target, field) -> {
          if (field == HeapGraph.ELEMENT) {
            elements.add(target);
          }
        });
    return elements;
  }

  private static List<String> texts(List<Integer> strings) {
    return strings.stream().map(string -> dump.text(string, 100)).toList();
  }

  private static List<String> told(int object) {
    List<String> told = new ArrayList<>();
    dump.references(
        object,
        (target, number) -> {
          HeapField field = dump.field(number);
          told.add(
              (field.isStatic() ? "static " : "")
                  + field.declaringClass()
                  + "."
                  + field.name()
                  + " -> "
                  + dump.classOf(target).name());
        });
    told.sort(Comparator.naturalOrder());
    return told;
  }
}
