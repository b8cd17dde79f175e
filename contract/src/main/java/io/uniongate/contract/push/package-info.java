@NullMarked
package io.uniongate.contract.push;

import org.jspecify.annotations.NullMarked;
