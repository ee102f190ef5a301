package server

import "gongbao/server/openapi"

// uploadBody describes what an upload sends.
func uploadBody() *openapi.RequestBody { return nil }
