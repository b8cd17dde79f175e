@NullMarked
package io.uniongate.account;

import org.jspecify.annotations.NullMarked;
