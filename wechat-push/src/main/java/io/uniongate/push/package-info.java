@NullMarked
package io.uniongate.push;

import org.jspecify.annotations.NullMarked;
