package io.threadleak.reliability.growth;

/**
 * What we hold at one time.
 *
 * @param seconds since the beginning
 * @param ownBytes in the heap, of objects of our classes; live bytes of the whole heap where nobody
 *     else is in it
 * @param ownObjects of them, 0 where they were not counted
 * @param ownThreads threads of ours
 * @param files that the process has open
 * @param recordedFiles files in the recording's directory
 * @param recordedBytes in them
 */
public record Reading(
    double seconds,
    long ownBytes,
    long ownObjects,
    int ownThreads,
    int files,
    int recordedFiles,
    long recordedBytes) {}
