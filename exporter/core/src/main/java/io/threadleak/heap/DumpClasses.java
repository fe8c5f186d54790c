package io.threadleak.heap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes of a dump, by id and by serial number. Made once all records are known. */
final class DumpClasses {

  private static final String CLASS = "java.lang.Class";
  private static final int NO_REFERENCE = -1;

  private final DumpBytes in;
  private final DumpNames names;
  private final AddressIndex addresses;

  private final List<HeapField> fields = new ArrayList<>();
  private final List<ClassLayout> layouts = new ArrayList<>();
  private final List<HeapClass> types = new ArrayList<>();

  /** From id to number. */
  private final LongMap numbers = new LongMap();

  private final LongMap idBySerial = new LongMap();
  private final Map<String, @Nullable ClassLayout> byName = new HashMap<>();

  final int classField = newField("java.lang.Object", "<class>", false);

  private final int superField = newField(CLASS, "<super>", true);
  private final int[] heldFields = {
    newField(CLASS, "<loader>", true),
    newField(CLASS, "<signers>", true),
    newField(CLASS, "<protectionDomain>", true)
  };

  private long lastId;
  private @Nullable ClassLayout last;

  DumpClasses(DumpBytes in, DumpNames names, AddressIndex addresses) {
    this.in = in;
    this.names = names;
    this.addresses = addresses;
  }

  /**
   * Makes classes of records.
   *
   * @param loaded positions of records of loaded classes
   * @param dumped positions of class sub-records
   */
  void build(List<Long> loaded, List<Long> dumped) throws HeapDumpException {
    Map<Long, String> nameById = new LinkedHashMap<>();
    for (long position : loaded) {
      long id = in.id(position + 4);
      idBySerial.put(in.u4(position) + 1, id);
      long nameId = in.id(position + 8 + in.idSize());
      nameById.put(id, ClassNames.binary(names.name(nameId, "<name missing>")));
    }
    Map<Long, Long> positionById = new LinkedHashMap<>();
    for (long position : dumped) {
      long id = in.id(position + 1);
      positionById.put(id, position);
      nameById.putIfAbsent(id, "<class 0x" + Long.toHexString(id) + ">");
    }
    for (Map.Entry<Long, String> each : nameById.entrySet()) {
      if (numbers.get(each.getKey(), -1) < 0) {
        build(each.getKey(), nameById, positionById);
      }
    }
    for (Map.Entry<Long, Long> each : positionById.entrySet()) {
      hold(
          layouts.get((int) numbers.get(each.getKey(), -1)), ClassRecord.read(in, each.getValue()));
    }
  }

  /** A class and the superclasses that are not built yet, from the top down. */
  private void build(long id, Map<Long, String> nameById, Map<Long, Long> positionById)
      throws HeapDumpException {
    Set<Long> above = new LinkedHashSet<>();
    long next = id;
    while (next != 0 && numbers.get(next, -1) < 0) {
      Long position = positionById.get(next);
      if (!above.add(next) || !nameById.containsKey(next)) {
        throw in.corrupt(
            position == null ? 0 : position,
            "class 0x" + Long.toHexString(id) + " has no proper superclass");
      }
      next = position == null ? 0 : in.id(position + 5 + in.idSize());
    }
    ClassLayout parent = next == 0 ? null : layouts.get((int) numbers.get(next, -1));
    List<Long> chain = List.copyOf(above);
    for (int i = chain.size() - 1; i >= 0; i--) {
      long each = chain.get(i);
      parent = add(each, nameById.getOrDefault(each, ""), positionById.get(each), parent);
    }
  }

  private ClassLayout add(
      long id, String name, @Nullable Long position, @Nullable ClassLayout parent)
      throws HeapDumpException {
    int object = position == null ? HeapGraph.NONE : addresses.find(id);
    HeapClass type =
        new HeapClass(layouts.size(), name, parent == null ? null : parent.type, object);
    ClassLayout layout;
    if (position == null) {
      layout = new ClassLayout(type, parent, List.of(), List.of(), 0);
    } else {
      ClassRecord told = ClassRecord.read(in, position);
      layout =
          new ClassLayout(
              type,
              parent,
              slots(name, told.fields(), false),
              slots(name, told.statics(), true),
              told.fieldBytes());
    }
    numbers.put(id, layouts.size());
    layouts.add(layout);
    types.add(type);
    name(name, layout);
    return layout;
  }

  /**
   * Notes whose name it is. A class that an agent has changed is told as loaded once for each of
   * its versions, of which only the latest is dumped: the others have no claim.
   */
  private void name(String name, ClassLayout layout) {
    ClassLayout known = byName.get(name);
    if (known != null && known.type.object() == HeapGraph.NONE) {
      byName.put(name, layout);
    } else if (!byName.containsKey(name)) {
      byName.put(name, layout);
    } else if (layout.type.object() != HeapGraph.NONE) {
      byName.put(name, null);
    }
  }

  private List<ClassLayout.Slot> slots(String type, List<ClassRecord.Slot> told, boolean isStatic) {
    List<ClassLayout.Slot> slots = new ArrayList<>(told.size());
    for (ClassRecord.Slot slot : told) {
      String name = name(slot.nameId());
      int number =
          slot.type() == FieldType.REFERENCE ? newField(type, name, isStatic) : NO_REFERENCE;
      slots.add(new ClassLayout.Slot(name, slot.type(), slot.offset(), number));
    }
    return slots;
  }

  private String name(long id) {
    return names.name(id, "<name missing>").intern();
  }

  /** Notes what the class itself refers to. */
  private void hold(ClassLayout layout, ClassRecord told) {
    IntList held = new IntList();
    IntList by = new IntList();
    for (ClassLayout.Slot slot : layout.statics) {
      if (slot.isReference()) {
        held.add(addresses.find(in.id(slot.offset())));
        by.add(slot.number());
      }
    }
    held.add(addresses.find(told.superId()));
    by.add(superField);
    for (int i = 0; i < heldFields.length; i++) {
      held.add(addresses.find(told.held().get(i)));
      by.add(heldFields[i]);
    }
    layout.held = held.toArray();
    layout.heldBy = by.toArray();
  }

  private int newField(String declaringClass, String name, boolean isStatic) {
    fields.add(new HeapField(declaringClass, name, isStatic));
    return fields.size() - 1;
  }

  HeapField field(int number) {
    return fields.get(number);
  }

  List<HeapClass> types() {
    return Collections.unmodifiableList(types);
  }

  /** The class of that id; null where there is none. */
  @Nullable ClassLayout byId(long id) {
    if (id != lastId) {
      int number = (int) numbers.get(id, -1);
      last = number < 0 ? null : layouts.get(number);
      lastId = id;
    }
    return last;
  }

  /** The class of that id, which is known to be there. */
  ClassLayout known(long id) {
    ClassLayout layout = byId(id);
    if (layout == null) {
      throw new IllegalStateException("no class 0x" + Long.toHexString(id));
    }
    return layout;
  }

  /**
   * The class of that serial number, null where there is none; of a version that an agent has
   * replaced while its code still ran, the latest.
   */
  @Nullable ClassLayout dumpedBySerial(long serial) {
    ClassLayout layout = byId(idBySerial.get(serial + 1, 0));
    if (layout == null || layout.type.object() != HeapGraph.NONE) {
      return layout;
    }
    ClassLayout latest = byName.get(layout.type.name());
    return latest == null ? layout : latest;
  }

  /** The class of that name; null where none or several have it. */
  @Nullable ClassLayout byName(String name) {
    return byName.get(name);
  }

  /** Classes of arrays of primitive types, at the number of the type; made up where not told. */
  HeapClass[] primitiveArrays() {
    HeapClass[] arrays = new HeapClass[FieldType.COUNT];
    for (int type = 0; type < arrays.length; type++) {
      String name = FieldType.isPrimitive(type) ? FieldType.arrayName(type) : "[?";
      ClassLayout told = byName.get(name);
      if (told == null && FieldType.isPrimitive(type)) {
        types.add(new HeapClass(types.size(), name, null, HeapGraph.NONE));
      }
      arrays[type] = told == null ? types.get(types.size() - 1) : told.type;
    }
    return arrays;
  }
}
