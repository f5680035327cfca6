package io.waxwing.serde;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A serializer that gets our Kryo, input and output. Belongs to one codec, so to one thread. */
abstract class WireSerializer<T> extends Serializer<T> {
    abstract void write(WireKryo kryo, PayloadOutput out, T value);

    abstract T read(WireKryo kryo, PayloadInput in);

    /** Writes one value of a type that holds no other objects. */
    interface Writer<T> {
        void write(PayloadOutput out, T value);
    }

    /** Reads what a {@link Writer} wrote. */
    interface Reader<T> {
        T read(PayloadInput in);
    }

    static <T> WireSerializer<T> of(Writer<T> writer, Reader<T> reader) {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, T value) {
                writer.write(out, value);
            }

            @Override
            T read(WireKryo kryo, PayloadInput in) {
                return reader.read(in);
            }
        };
    }

    @Override
    public final void write(Kryo kryo, Output output, T value) {
        write((WireKryo) kryo, (PayloadOutput) output, value);
    }

    @Override
    public final T read(Kryo kryo, Input input, Class<? extends T> type) {
        return read((WireKryo) kryo, (PayloadInput) input);
    }
}
