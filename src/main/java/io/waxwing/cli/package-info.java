/**
 * The command line: the only room that prints or exits.
 *
 * <p>A command line becomes options, a getter string becomes a {@link io.waxwing.Dataflow}, and both go to the runner; what comes
 * back, or goes wrong, becomes one clear line on standard error and an exit code.
 *
 * <pre>
 * "examples.WordCount:flow('a.txt')"
 *   GetterString      splits it:   module "examples.WordCount", getter "flow('a.txt')"
 *   GetterParser      reads it:    a name and literals; anything else is refused with a caret
 *   DataflowLocator   finds it:    a class, in a jar, a directory or a source file that is compiled in memory
 *   DataflowGetter    asks it:     the public static field or method, arguments matched to parameters
 *                       -> Dataflow
 * </pre>
 */
@NullMarked
package io.waxwing.cli;

import org.jspecify.annotations.NullMarked;
