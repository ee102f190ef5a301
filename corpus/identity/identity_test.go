package identity_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"testing"

	"gongbao/corpus/identity"
)

// TestForm keeps forms what they were when the first names were made of them: a change would break links that people hold.
func TestForm(t *testing.T) {
	for text, want := range map[string]string{
		"“十四五”時期，５Ｇ基站 １,２００ 座。":   "十四五时期,5g基站1200座。",
		"国发〔2021〕5号，二○二一年——1∶3.4": "国发〔2021〕5号,二〇二一年--1∶3.4",
		"衞生 10² ㎡ Ⅲ ①三":           "衞生102 m2 iii①三",
		"GDP  growth,  Café":      "gdp growth,cafe",
	} {
		if got := identity.Form(text); got != want {
			t.Errorf("the form of %q is %q, want %q", text, got, want)
		}
	}
}

// TestEveryRune compares the forms of the runes of the Basic Multilingual Plane and of the ideographs beyond it, alone and
// between others, with the digest of what they were when forms were fixed.
func TestEveryRune(t *testing.T) {
	sum := sha256.New()
	for r := range rune(0x2FA20) {
		if r < 0x10000 || r >= 0x20000 {
			io.WriteString(sum, identity.Form(string(r))+"\n"+identity.Form("1 "+string(r)+",000 a\n")+"\n")
		}
	}
	const want = "38fcc5a8b7a1a0abc42b8651ab3fbd9a554b3927b32630ea40e189c104d50338"
	if got := hex.EncodeToString(sum.Sum(nil)); got != want {
		t.Errorf("the digest of all forms is %s, want %s", got, want)
	}
}

func TestHash(t *testing.T) {
	if got := identity.Hash(identity.Form("各位代表：")); got != identity.Hash("各位代表:") || got != "00d2b1a3" {
		t.Errorf("the hash is %s", got)
	}
}
