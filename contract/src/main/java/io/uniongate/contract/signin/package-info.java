@NullMarked
package io.uniongate.contract.signin;

import org.jspecify.annotations.NullMarked;
