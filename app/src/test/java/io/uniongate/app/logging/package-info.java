@NullMarked
package io.uniongate.app.logging;

import org.jspecify.annotations.NullMarked;
