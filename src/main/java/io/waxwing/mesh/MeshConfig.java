package io.waxwing.mesh;

import java.util.List;

/**
 * What a process must know to join its cluster.
 *
 * @param processId index of this process, 0 to N-1
 * @param addresses where each process listens, by process id; the same list on all
 * @param workersPerProcess W; worker w lives in process w / W
 * @param flow what all must agree on about the dataflow
 * @param timeouts how long to wait
 * @param maxFrame bytes of the largest frame, its header included, 4 KiB to 1 GiB; the same on all
 * @param security by what the processes know each other
 */
public record MeshConfig(
        int processId,
        List<Address> addresses,
        int workersPerProcess,
        FlowIdentity flow,
        Timeouts timeouts,
        int maxFrame,
        MeshSecurity security) {
    /** Default of {@link #maxFrame}: 16 MiB. */
    public static final int MAX_FRAME = 16 << 20;

    private static final int SMALLEST = Handshake.MAX_FRAME;
    private static final int LARGEST = 1 << 30;

    /** Refuses a process id outside the addresses, no workers, and sizes out of range. */
    public MeshConfig {
        addresses = List.copyOf(addresses);
        if (processId < 0 || processId >= addresses.size()) {
            throw new IllegalArgumentException("process id " + processId + " is out of range: there are "
                    + addresses.size() + " addresses, so expected 0 to " + (addresses.size() - 1));
        }
        if (workersPerProcess < 1 || (long) workersPerProcess * addresses.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("workers per process out of range: " + workersPerProcess);
        }
        if (maxFrame < SMALLEST || maxFrame > LARGEST) {
            throw new IllegalArgumentException(
                    "largest frame out of range: " + maxFrame + ", expected " + SMALLEST + " to " + LARGEST + " bytes");
        }
    }

    /** N. */
    public int processes() {
        return addresses.size();
    }

    /** The process a worker lives in. */
    public int processOf(int worker) {
        return worker / workersPerProcess;
    }

    /** Bytes of the largest payload of a batch; a sender that has more must split it, or say which step made such a record. */
    public int maxPayload() {
        return maxPayload(maxFrame);
    }

    /** Bytes of the largest payload of a batch where frames are at most {@code maxFrame}. */
    public static int maxPayload(int maxFrame) {
        return maxFrame - FrameHeader.BYTES - FrameType.BATCH.fields();
    }
}
