// Everything that `tickswap` exports: what a shipped game carries.
