// Command gongbao searches Chinese government reports, exactly.
//
// "gongbao serve" shows an index on the web, "gongbao index" updates it from files, and the other commands query and
// maintain it; package command has them all.
package main

import "gongbao/command"

func main() { command.Main() }
