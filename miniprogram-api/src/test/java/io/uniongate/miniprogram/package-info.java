@NullMarked
package io.uniongate.miniprogram;

import org.jspecify.annotations.NullMarked;
