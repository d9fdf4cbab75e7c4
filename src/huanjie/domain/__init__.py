"""The election as values and pure functions (选举的值与纯函数): no clock, chance or database."""
