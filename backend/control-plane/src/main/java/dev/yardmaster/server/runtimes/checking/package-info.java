/** Whether what a runtime says can be true and would act. Pure. */
@NullMarked
package dev.yardmaster.server.runtimes.checking;

import org.jspecify.annotations.NullMarked;
