package org.monstermash.gateway.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process per folder. The system gives the lock back when the process dies, however it dies. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws HistoryException when another process has the folder, or it cannot be written */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            return take(
                    folder,
                    FileChannel.open(
                            folder.resolve("gateway.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new HistoryException(
                    "DATA_DIR " + folder + " cannot be written (" + e
                            + "): allow it, or set DATA_DIR to another folder",
                    e);
        }
    }

    private static FolderLock take(Path folder, FileChannel channel) throws IOException {
        if (!locked(channel)) {
            channel.close();
            throw new HistoryException("DATA_DIR " + folder
                    + " is in use by another gateway: stop that one, or set DATA_DIR to another folder");
        }
        byte[] owner = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner), 0);
        return new FolderLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new HistoryException("the lock of DATA_DIR cannot be given back: " + e, e);
        }
    }
}
