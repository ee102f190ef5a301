package page

// ReadChinese gives what the documentation of the API says in Chinese, by its sentences.
var ReadChinese = readChinese
