package io.threadleak.corpus;

import io.threadleak.model.Verdict;

/**
 * What growth says of a program that is started again and again.
 *
 * @param program its name
 * @param verdict what held at the end
 * @param rounds after which it was first called leaking; 0 where it never was
 * @param threads that stood there at the end
 * @param summary what was seen, a sentence
 */
record GrowthVerdict(String program, Verdict verdict, int rounds, int threads, String summary) {}
