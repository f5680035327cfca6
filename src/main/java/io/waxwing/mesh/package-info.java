/**
 * Workers of other processes: one TCP link per pair of processes, and the only room that knows Netty.
 *
 * <p>A {@link io.waxwing.mesh.MeshSocket} is bound first, so that its port can be told to the others; {@code join} then dials
 * and accepts until every process is linked with every other, and gives a {@link io.waxwing.mesh.Mesh}. From then on any link
 * that ends without a goodbye is a failure of the whole cluster.
 *
 * <pre>
 *  worker --send--> MessageCodec -> FrameEncoder -> LinkWriter ~~ TCP ~~> FrameDecoder -> MessageCodec -> MeshListener
 *                   '------ caller's thread ------'  '---------------------- I/O thread ---------------------------'
 *
 *  MeshSocket -> Joining --- Formation: who is there, who may come in ({@code Admission}), when to start ({@code StartBarrier})
 *                   |------- Membership: heartbeats, messages, the first failure, goodbye
 *                   |------- Peer 0..N-1 --- Link --- Conversation: first Greeting, then PeerConversation
 *                   |------- Dialer, to each lower id; HostNames, of the others
 *                   '------- Doorkeeper: sockets that have not proved anything yet
 * </pre>
 *
 * <p>One I/O thread a process: it only moves bytes, so one keeps up with the workers it serves, and everything about peers is
 * touched by it alone. The layout of the frames is in {@code src/docs/wire-protocol.md}.
 *
 * <p>What a batch holds is opaque here.
 */
@NullMarked
package io.waxwing.mesh;

import org.jspecify.annotations.NullMarked;
