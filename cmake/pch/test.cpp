// Makes one object for the precompiled header; holds no code.
