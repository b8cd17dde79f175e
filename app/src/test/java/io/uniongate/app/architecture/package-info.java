@NullMarked
package io.uniongate.app.architecture;

import org.jspecify.annotations.NullMarked;
