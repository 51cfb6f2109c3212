/** What a stand-in finds around it: its orders, devices, model files, environment. */
@NullMarked
package dev.yardmaster.standins.host;

import org.jspecify.annotations.NullMarked;
