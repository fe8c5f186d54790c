package io.threadleak.demo;

/**
 * What has become of the requests so far.
 *
 * @param sent requests made
 * @param answered those answered with a status below 400
 * @param failed those answered otherwise, not answered, or not sent for want of a free sender
 */
record LoadCounts(long sent, long answered, long failed) {

  @Override
  public String toString() {
    return "%d requests sent, %d answered, %d failed".formatted(sent, answered, failed);
  }
}
