@NullMarked
package io.uniongate.wechat;

import org.jspecify.annotations.NullMarked;
