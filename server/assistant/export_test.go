package assistant

// TokensOf is the estimate that budgets are counted by.
var TokensOf = tokensOf
