package io.waxwing.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Copies text of which every character is below 256 out of a String, one byte each, and finds out on the way if there are others.
 * Java has no call for just that; which way is the fastest depends on the length.
 */
final class Latin1 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 8;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUESTION_MARKS = ONES * '?';

    private Latin1() {}

    /**
     * Copies all characters to the array, where there must be room.
     *
     * @return false if some character is no Latin-1; what was written is of no use then
     */
    static boolean put(String text, int length, byte[] into, int at) {
        if (length < BLOCK) {
            return putFew(text, length, into, at);
        }
        if (length <= 2 * BLOCK) {
            int seen = putBlock(text, 0, into, at);
            if (length > BLOCK) {
                int last = length - BLOCK; // overlaps the first
                seen |= putBlock(text, last, into, at + last);
            }
            return seen < 256;
        }
        return putMany(text, length, into, at);
    }

    private static boolean putFew(String text, int length, byte[] into, int at) {
        int seen = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            seen |= c;
            into[at + i] = (byte) c;
        }
        return seen < 256;
    }

    private static int putBlock(String text, int i, byte[] into, int at) {
        long a = text.charAt(i);
        long b = text.charAt(i + 1);
        long c = text.charAt(i + 2);
        long d = text.charAt(i + 3);
        long e = text.charAt(i + 4);
        long f = text.charAt(i + 5);
        long g = text.charAt(i + 6);
        long h = text.charAt(i + 7);
        LONG.set(into, at, a | b << 8 | c << 16 | d << 24 | e << 32 | f << 40 | g << 48 | h << 56);
        return (int) (a | b | c | d | e | f | g | h);
    }

    /** The encoder of the JDK is quick, but only says with a question mark that a character did not fit. */
    private static boolean putMany(String text, int length, byte[] into, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != length || (hasQuestionMark(bytes) && !isLatin1(text))) {
            return false;
        }
        System.arraycopy(bytes, 0, into, at, length);
        return true;
    }

    private static boolean hasQuestionMark(byte[] bytes) {
        int last = bytes.length - BLOCK;
        for (int i = 0; i < last; i += BLOCK) {
            if (hasQuestionMark((long) LONG.get(bytes, i))) {
                return true;
            }
        }
        return hasQuestionMark((long) LONG.get(bytes, last));
    }

    private static boolean hasQuestionMark(long eight) {
        long zeros = eight ^ QUESTION_MARKS;
        return ((zeros - ONES) & ~zeros & HIGH_BITS) != 0;
    }

    /** Whether all characters are below 256. */
    static boolean isLatin1(String text) {
        int seen = 0;
        for (int i = 0; i < text.length(); i++) {
            seen |= text.charAt(i);
        }
        return seen < 256;
    }
}
