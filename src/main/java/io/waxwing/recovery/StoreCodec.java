package io.waxwing.recovery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages about saved state as bytes, and back. Steps are named by their place in the flow, which is the same in all processes. */
final class StoreCodec {
    private static final int GONE = -1;
    private static final int FEWEST = 20; // bytes of the smallest row

    private final List<String> steps;
    private final Map<String, Integer> numbers = new HashMap<>();

    StoreCodec(List<String> steps) {
        this.steps = steps;
        for (int i = 0; i < steps.size(); i++) {
            numbers.put(steps.get(i), i);
        }
    }

    byte[] encode(StoreMessage message) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            write(out, message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(DataOutputStream out, StoreMessage message) throws IOException {
        if (message instanceof StoreMessage.Listing listing) {
            out.writeByte(1);
            out.writeInt(listing.round());
            out.writeUTF(listing.place());
            out.writeInt(listing.partitions().size());
            for (int partition : listing.partitions()) {
                out.writeInt(partition);
            }
        } else if (message instanceof StoreMessage.Created) {
            out.writeByte(2);
        } else if (message instanceof StoreMessage.Facts facts) {
            out.writeByte(3);
            out.writeInt(facts.facts().size());
            for (PartitionFacts fact : facts.facts()) {
                writeFacts(out, fact);
            }
        } else if (message instanceof StoreMessage.Ready ready) {
            out.writeByte(4);
            writeRows(out, ready.positions());
        } else if (message instanceof StoreMessage.Load load) {
            out.writeByte(5);
            out.writeInt(load.worker());
            out.writeBoolean(load.last());
            writeRows(out, load.rows());
        } else if (message instanceof StoreMessage.LoadAck ack) {
            out.writeByte(6);
            out.writeInt(ack.worker());
        } else if (message instanceof StoreMessage.Rows rows) {
            out.writeByte(7);
            out.writeInt(rows.partition());
            out.writeLong(rows.epoch());
            out.writeInt(rows.worker());
            writeRows(out, rows.rows());
        } else if (message instanceof StoreMessage.Done done) {
            out.writeByte(8);
            out.writeInt(done.partition());
            out.writeLong(done.epoch());
            out.writeInt(done.worker());
            out.writeInt(done.count());
        } else if (message instanceof StoreMessage.RowCredit credit) {
            out.writeByte(9);
            out.writeLong(credit.limit());
        } else if (message instanceof StoreMessage.Backup backup) {
            out.writeByte(10);
            out.writeLong(backup.epoch());
            out.writeUTF(backup.to());
        } else if (message instanceof StoreMessage.Copied copied) {
            out.writeByte(11);
            out.writeInt(copied.partition());
            out.writeUTF(copied.problem());
        }
    }

    private static void writeFacts(DataOutputStream out, PartitionFacts fact) throws IOException {
        out.writeUTF(fact.file());
        out.writeInt(fact.partition());
        out.writeInt(fact.partitions());
        out.writeUTF(fact.storeId());
        out.writeBoolean(fact.flowId() != null);
        out.writeUTF(fact.flowId() == null ? "" : fact.flowId());
        out.writeLong(fact.sealed());
        out.writeLong(fact.sealedAt());
        out.writeLong(fact.floor());
        out.writeInt(fact.executions().size());
        for (Execution execution : fact.executions()) {
            out.writeLong(execution.number());
            out.writeLong(execution.resumeEpoch());
            out.writeUTF(execution.generation());
        }
    }

    private void writeRows(DataOutputStream out, List<StateRow> rows) throws IOException {
        out.writeInt(rows.size());
        for (StateRow row : rows) {
            Integer number = numbers.get(row.stepId());
            if (number == null) {
                throw new IllegalArgumentException("no step " + row.stepId() + " in this flow");
            }
            out.writeInt(number);
            out.writeLong(row.hash());
            out.writeInt(row.key().length);
            byte[] state = row.state();
            out.writeInt(state == null ? GONE : state.length);
            out.write(row.key());
            if (state != null) {
                out.write(state);
            }
        }
    }

    /**
     * Reads what {@link #encode} made.
     *
     * @throws IllegalArgumentException for anything else
     */
    StoreMessage decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            StoreMessage message = read(in);
            if (in.available() != 0) {
                throw new IllegalArgumentException(in.available() + " bytes too many");
            }
            return message;
        } catch (IOException e) {
            throw new IllegalArgumentException("a message about saved state cannot be read: " + e, e);
        }
    }

    private StoreMessage read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 1 -> {
                int round = in.readInt();
                String place = in.readUTF();
                int count = count(in, Integer.BYTES);
                List<Integer> partitions = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    partitions.add(in.readInt());
                }
                yield new StoreMessage.Listing(round, place, partitions);
            }
            case 2 -> new StoreMessage.Created();
            case 3 -> {
                int count = count(in, FEWEST);
                List<PartitionFacts> facts = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    facts.add(readFacts(in));
                }
                yield new StoreMessage.Facts(facts);
            }
            case 4 -> new StoreMessage.Ready(readRows(in));
            case 5 -> {
                int worker = in.readInt();
                boolean last = in.readBoolean();
                yield new StoreMessage.Load(worker, readRows(in), last);
            }
            case 6 -> new StoreMessage.LoadAck(in.readInt());
            case 7 -> new StoreMessage.Rows(in.readInt(), in.readLong(), in.readInt(), readRows(in));
            case 8 -> new StoreMessage.Done(in.readInt(), in.readLong(), in.readInt(), in.readInt());
            case 9 -> new StoreMessage.RowCredit(in.readLong());
            case 10 -> new StoreMessage.Backup(in.readLong(), in.readUTF());
            case 11 -> new StoreMessage.Copied(in.readInt(), in.readUTF());
            default -> throw new IllegalArgumentException("a message about saved state of unknown kind " + kind);
        };
    }

    private static PartitionFacts readFacts(DataInputStream in) throws IOException {
        String file = in.readUTF();
        int partition = in.readInt();
        int partitions = in.readInt();
        String store = in.readUTF();
        boolean named = in.readBoolean();
        String flow = in.readUTF();
        long sealed = in.readLong();
        long sealedAt = in.readLong();
        long floor = in.readLong();
        int count = count(in, 2 * Long.BYTES);
        List<Execution> executions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            executions.add(new Execution(in.readLong(), in.readLong(), in.readUTF()));
        }
        @Nullable String flowId = named ? flow : null;
        return new PartitionFacts(file, partition, partitions, store, flowId, sealed, sealedAt, floor, executions);
    }

    private List<StateRow> readRows(DataInputStream in) throws IOException {
        int count = count(in, FEWEST);
        List<StateRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int step = in.readInt();
            long hash = in.readLong();
            int key = in.readInt();
            int state = in.readInt();
            if (step < 0 || step >= steps.size() || key < 0 || state < GONE || Math.max(key, state) > in.available()) {
                throw new IllegalArgumentException("a saved row cannot be read: step " + step);
            }
            byte[] keyBytes = in.readNBytes(key);
            byte[] stateBytes = state == GONE ? null : in.readNBytes(state);
            if (keyBytes.length < key || (stateBytes != null && stateBytes.length < state)) {
                throw new IllegalArgumentException("a saved row was cut off");
            }
            rows.add(new StateRow(steps.get(step), hash, keyBytes, stateBytes));
        }
        return rows;
    }

    private static int count(DataInputStream in, int leastBytes) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available() / leastBytes) {
            throw new IllegalArgumentException(count + " things in " + in.available() + " bytes");
        }
        return count;
    }
}
