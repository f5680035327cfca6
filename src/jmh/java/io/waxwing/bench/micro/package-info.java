/** JMH benchmarks of the small parts that every item goes through: {@code scripts/bench micro}. */
package io.waxwing.bench.micro;
