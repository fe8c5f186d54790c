package io.threadleak.exposition;

/**
 * What an exposition hands to a server: a whole body and its media type.
 *
 * @param contentType for the {@code Content-Type} header, with charset and version parameters
 * @param body not copied; the receiver only reads it
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record Answer(String contentType, byte[] body) {}
