@NullMarked
package io.uniongate.contract.registration;

import org.jspecify.annotations.NullMarked;
