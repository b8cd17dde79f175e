@NullMarked
package io.uniongate.app.doctor;

import org.jspecify.annotations.NullMarked;
