@NullMarked
package io.uniongate.auth;

import org.jspecify.annotations.NullMarked;
