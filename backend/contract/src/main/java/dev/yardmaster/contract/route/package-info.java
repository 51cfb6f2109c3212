/** What the control plane tells gateways: names, endpoints, keys. */
@NullMarked
package dev.yardmaster.contract.route;

import org.jspecify.annotations.NullMarked;
