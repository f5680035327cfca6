package io.waxwing.serde;

import com.esotericsoftware.kryo.KryoException;
import io.waxwing.text.Shown;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Records and plain classes, field by field. The steps for all fields are put together into one method handle for writing and one
 * for reading, which the JVM compiles as a whole. A record is made by its canonical constructor; another class by its constructor
 * without parameters, however private, or else without any constructor.
 */
final class StructSerializer extends WireSerializer<Object> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> type;
    private final MethodHandle writer; // (WireKryo, PayloadOutput, Object) to void
    private final MethodHandle reader; // (WireKryo, PayloadInput) to Object

    private StructSerializer(Class<?> type, MethodHandle writer, MethodHandle reader) {
        this.type = type;
        this.writer = writer;
        this.reader = reader;
    }

    /** Looks at the class and makes its serializer; the class is not initialised. */
    static StructSerializer of(Class<?> type, List<Field> fields) {
        try {
            MethodHandle reader =
                    type.isRecord() ? recordReader(canonical(type, fields), fields) : plainReader(type, fields);
            return new StructSerializer(type, writer(type, fields), reader);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw SerdeException.notSerializable(type, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * For values that were saved when the class had fewer fields. In a record the others are zero, false or null; in another class they
     * have what its constructor without parameters gives them, or zero if it has none.
     *
     * @param saved by field, whether it was there
     */
    static StructSerializer ofEarlier(Class<?> type, List<Field> fields, boolean[] saved) {
        try {
            List<Field> there = new ArrayList<>();
            for (int i = 0; i < saved.length; i++) {
                if (saved[i]) {
                    there.add(fields.get(i));
                }
            }
            MethodHandle reader =
                    type.isRecord() ? recordReader(earlierMaker(type, fields, saved), there) : plainReader(type, there);
            MethodHandle failed = MethodHandles.dropArguments(
                    LOOKUP.findStatic(
                            StructSerializer.class,
                            "refused",
                            MethodType.methodType(Object.class, RuntimeException.class, Class.class)),
                    2,
                    WireKryo.class,
                    PayloadInput.class);
            failed = MethodHandles.insertArguments(failed, 1, type);
            return new StructSerializer(
                    type, writer(type, fields), MethodHandles.catchException(reader, RuntimeException.class, failed));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new SerdeException(
                    SerdeException.Kind.CHANGED_TYPE,
                    TypeNames.describe(type) + " cannot be made from what was saved: " + e.getMessage(),
                    e);
        }
    }

    /** The canonical constructor, of the components that were saved. */
    private static MethodHandle earlierMaker(Class<?> type, List<Field> fields, boolean[] saved)
            throws ReflectiveOperationException {
        MethodHandle maker = canonical(type, fields);
        for (int i = saved.length - 1; i >= 0; i--) {
            if (!saved[i]) {
                maker = MethodHandles.collectArguments(
                        maker, i, MethodHandles.zero(fields.get(i).getType()));
            }
        }
        return maker;
    }

    /** A constructor of the user's may not take a component that is null. */
    @SuppressWarnings("unused") // called through a method handle
    private static Object refused(RuntimeException e, Class<?> type) {
        if (e instanceof SerdeException || e instanceof KryoException) {
            throw e;
        }
        throw new SerdeException(
                SerdeException.Kind.CHANGED_TYPE,
                TypeNames.describe(type) + " has got fields since it was saved, and its constructor does not take "
                        + "zero or null for them: " + Shown.of(e.toString()),
                e);
    }

    @Override
    void write(WireKryo kryo, PayloadOutput out, Object value) {
        try {
            writer.invokeExact(kryo, out, value);
        } catch (SerdeException e) {
            throw e.inside(type);
        } catch (Throwable e) {
            throw Rethrow.unchecked(e);
        }
    }

    @Override
    Object read(WireKryo kryo, PayloadInput in) {
        try {
            return (Object) reader.invokeExact(kryo, in);
        } catch (Throwable e) {
            throw Rethrow.unchecked(e);
        }
    }

    private static MethodHandle writer(Class<?> type, List<Field> fields) throws ReflectiveOperationException {
        MethodType all = MethodType.methodType(void.class, WireKryo.class, PayloadOutput.class, type);
        MethodHandle writer = MethodHandles.empty(all);
        for (int i = fields.size() - 1; i >= 0; i--) {
            Field field = fields.get(i);
            MethodHandle one =
                    MethodHandles.filterArguments(FieldCodec.writer(field.getType()), 2, getter(type, field));
            writer = i == fields.size() - 1 ? one : MethodHandles.foldArguments(writer, one);
        }
        return writer.asType(all.changeParameterType(2, Object.class));
    }

    private static MethodHandle canonical(Class<?> type, List<Field> fields) throws ReflectiveOperationException {
        Constructor<?> constructor =
                type.getDeclaredConstructor(fields.stream().map(Field::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return LOOKUP.unreflectConstructor(constructor);
    }

    private static MethodHandle recordReader(MethodHandle constructor, List<Field> fields)
            throws ReflectiveOperationException {
        int count = fields.size();
        MethodHandle reader = MethodHandles.dropArguments(constructor, count, WireKryo.class, PayloadInput.class);
        for (int i = count - 1; i >= 0; i--) { // the first is folded last, so it is read first
            reader = MethodHandles.foldArguments(
                    reader, i, FieldCodec.reader(fields.get(i).getType()));
        }
        return reader.asType(reader.type().changeReturnType(Object.class));
    }

    private static MethodHandle plainReader(Class<?> type, List<Field> fields) throws ReflectiveOperationException {
        MethodHandle maker = maker(type); // () to type
        MethodHandle reader = MethodHandles.dropArguments(
                MethodHandles.identity(type), 1, WireKryo.class, PayloadInput.class); // (type, kryo, in) to type
        for (int i = fields.size() - 1; i >= 0; i--) {
            Field field = fields.get(i);
            MethodHandle setter = LOOKUP.unreflectSetter(field);
            setter = setter.asType(setter.type().changeParameterType(0, type));
            MethodHandle one = MethodHandles.collectArguments(setter, 1, FieldCodec.reader(field.getType()));
            reader = MethodHandles.foldArguments(reader, one);
        }
        reader = MethodHandles.foldArguments(
                reader, MethodHandles.dropArguments(maker, 0, WireKryo.class, PayloadInput.class));
        return reader.asType(reader.type().changeReturnType(Object.class));
    }

    private static MethodHandle getter(Class<?> type, Field field) throws IllegalAccessException {
        MethodHandle getter = LOOKUP.unreflectGetter(field);
        return getter.asType(getter.type().changeParameterType(0, type));
    }

    private static MethodHandle maker(Class<?> type) throws ReflectiveOperationException {
        MethodHandle maker;
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            maker = LOOKUP.unreflectConstructor(constructor);
        } catch (NoSuchMethodException e) {
            ObjectInstantiator<?> instantiator = new StdInstantiatorStrategy().newInstantiatorOf(type);
            maker = LOOKUP.findVirtual(ObjectInstantiator.class, "newInstance", MethodType.methodType(Object.class))
                    .bindTo(instantiator);
        }
        return maker.asType(MethodType.methodType(type));
    }
}
