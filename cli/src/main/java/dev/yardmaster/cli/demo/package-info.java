/** The whole of Yardmaster on one machine, supervised. */
@NullMarked
package dev.yardmaster.cli.demo;

import org.jspecify.annotations.NullMarked;
