module gongbao

go 1.26
