@NullMarked
package io.uniongate.contract.session;

import org.jspecify.annotations.NullMarked;
