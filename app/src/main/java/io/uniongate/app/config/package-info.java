@NullMarked
package io.uniongate.app.config;

import org.jspecify.annotations.NullMarked;
