package io.waxwing.mesh;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The I/O thread and the kind of sockets it drives: native epoll where there is one, NIO elsewhere. */
record Transport(EventLoop loop, boolean epoll, ChannelGroup channels) {
    private static final String THREAD = "waxwing-mesh";
    private static final int CONNECT_MILLIS = 5000;
    private static final int BACKLOG = 128;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(512 << 10, 1 << 20);

    static Transport open() {
        return open(Epoll.isAvailable());
    }

    static Transport open(boolean epoll) {
        var threads = new DefaultThreadFactory(THREAD, true);
        var handler = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        // one loop by itself rather than a group of one: a group tells its end to a thread of its own, which lingers
        var loop = new SingleThreadIoEventLoop(null, threads, handler);
        return new Transport(loop, epoll, new DefaultChannelGroup(loop));
    }

    /** A listening socket that accepts nothing until it is told to read. */
    ServerBootstrap listener(ChannelHandler accepted) {
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(accepted);
    }

    /** Dials. */
    Bootstrap dialer(ChannelHandler dialled) {
        Class<? extends SocketChannel> type = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        return new Bootstrap()
                .group(loop)
                .disableResolver() // names are resolved before, elsewhere
                .channel(type)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(dialled);
    }

    /** Has the kernel end a link whose bytes nobody acknowledges; where it cannot, heartbeats do it alone. */
    void limitUnacknowledged(Channel channel, Duration limit) {
        if (epoll) {
            channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, (int)
                    Math.min(limit.toMillis(), Integer.MAX_VALUE));
        }
    }

    /** Has a socket closed at the end. */
    void track(Channel channel) {
        channels.add(channel);
    }

    /** Closes all sockets, ends the I/O thread and waits for it, unless called on it. */
    void close() {
        try {
            loop.execute(this::end);
        } catch (RejectedExecutionException e) {
            assert loop.isShuttingDown() : e;
        }
        if (!loop.inEventLoop()) {
            loop.terminationFuture().awaitUninterruptibly(3, TimeUnit.SECONDS);
        }
    }

    /** Closes by hand: without a quiet period, a loop may end before it has closed its sockets. */
    private void end() {
        Future<?> unusedClosing = channels.close();
        Future<?> unusedEnding = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
