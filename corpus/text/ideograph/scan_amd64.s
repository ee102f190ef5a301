#include "textflag.h"

// How VPCMPUB compares.
#define EQUAL 0
#define LESS 1
#define NOT_LESS 5

// The offsets of 64 bytes.
DATA offsets<>+0(SB)/8, $0x0706050403020100
DATA offsets<>+8(SB)/8, $0x0f0e0d0c0b0a0908
DATA offsets<>+16(SB)/8, $0x1716151413121110
DATA offsets<>+24(SB)/8, $0x1f1e1d1c1b1a1918
DATA offsets<>+32(SB)/8, $0x2726252423222120
DATA offsets<>+40(SB)/8, $0x2f2e2d2c2b2a2928
DATA offsets<>+48(SB)/8, $0x3736353433323130
DATA offsets<>+56(SB)/8, $0x3f3e3d3c3b3a3938
GLOBL offsets<>(SB), RODATA|NOPTR, $64

// func scanWide(text *byte, bytes int, codes *uint16, at *uint32) (n int)
//
// Z0 has 64 bytes of the text, Z1 and Z2 the ones behind each of them and behind those. K1 has those of Z0 that begin an ideograph, 22
// at most. These and their followers are moved together and added up to code points: (b0<<12) + (b1<<6) + b2 less the marks of b1 and b2.
TEXT ·scanWide(SB), NOSPLIT, $0-40
	MOVQ text+0(FP), SI
	MOVQ bytes+8(FP), CX
	MOVQ codes+16(FP), DI
	MOVQ at+24(FP), DX
	XORQ R8, R8 // the offset of Z0 in the text
	XORQ R10, R10 // ideographs so far

	MOVL $0xE4, AX
	VPBROADCASTB AX, Z15 // the first byte of U+4E00
	MOVL $0xB8, AX
	VPBROADCASTB AX, Z14 // its second
	MOVL $0xE5, AX
	VPBROADCASTB AX, Z16 // the first byte of U+5000
	MOVL $5, AX
	VPBROADCASTB AX, Z17 // first bytes from there to U+9FFF
	MOVL $0x2080, AX
	VPBROADCASTW AX, Z18 // the marks
	VMOVDQU8 offsets<>(SB), Z19

next:
	CMPQ CX, $66
	JLT  last
	VMOVDQU8 (SI), Z0
	VMOVDQU8 1(SI), Z1
	VMOVDQU8 2(SI), Z2

some:
	VPSUBB Z16, Z0, Z3
	VPCMPUB $LESS, Z17, Z3, K1
	VPCMPUB $EQUAL, Z15, Z0, K3
	VPCMPUB $NOT_LESS, Z14, Z1, K3, K3
	KORQ K3, K1, K1
	KMOVQ K1, BX
	POPCNTQ BX, BX
	VPCOMPRESSB.Z Z0, K1, Z0
	VPCOMPRESSB.Z Z1, K1, Z1
	VPCOMPRESSB.Z Z2, K1, Z2
	VPCOMPRESSB.Z Z19, K1, Z3
	VPMOVZXBW Y0, Z0
	VPMOVZXBW Y1, Z1
	VPMOVZXBW Y2, Z2
	VPSLLW $12, Z0, Z0
	VPSLLW $6, Z1, Z1
	VPADDW Z1, Z0, Z0
	VPADDW Z2, Z0, Z0
	VPSUBW Z18, Z0, Z0
	VMOVDQU16 Z0, (DI)(R10*2)
	VPBROADCASTD R8, Z4
	VPMOVZXBD X3, Z5
	VEXTRACTI32X4 $1, Z3, X6
	VPMOVZXBD X6, Z6
	VPADDD Z4, Z5, Z5
	VPADDD Z4, Z6, Z6
	VMOVDQU32 Z5, (DX)(R10*4)
	VMOVDQU32 Z6, 64(DX)(R10*4)
	ADDQ BX, R10
	ADDQ $64, SI
	ADDQ $64, R8
	SUBQ $64, CX
	CMPQ CX, $3
	JGE  next
	VZEROUPPER
	MOVQ R10, n+32(FP)
	RET

last: // from 3 to 65 bytes: what lies behind them is not read
	MOVQ $-1, R11
	BZHIQ CX, R11, R9
	KMOVQ R9, K2
	VMOVDQU8.Z (SI), K2, Z0
	DECQ CX
	BZHIQ CX, R11, R9
	KMOVQ R9, K2
	VMOVDQU8.Z 1(SI), K2, Z1
	DECQ CX
	BZHIQ CX, R11, R9
	KMOVQ R9, K2
	VMOVDQU8.Z 2(SI), K2, Z2
	ADDQ $2, CX
	JMP  some

// func maybeWide(codes *uint16, from, to int, f *filter, places *uint32) (n int)
//
// Z0 has the pairs that begin with every other one of 32 ideographs, Z1 those that begin with the ones between. Their hashes say which words
// of the filter to gather, and which bit of each to test.
TEXT ·maybeWide(SB), NOSPLIT, $0-48
	MOVQ codes+0(FP), SI
	MOVQ from+8(FP), R8
	MOVQ to+16(FP), CX
	MOVQ f+24(FP), DI
	MOVQ places+32(FP), DX
	XORQ R10, R10 // places so far

	MOVL $0x9E3779B1, AX
	VPBROADCASTD AX, Z16
	MOVL $31, AX
	VPBROADCASTD AX, Z17
	MOVL $1, AX
	VPBROADCASTD AX, Z18
	MOVL $16, AX
	VPBROADCASTD AX, Z20
	VPMOVZXBD offsets<>(SB), Z19 // 0 to 15
	MOVL $0x55555555, R11
	MOVL $0xAAAAAAAA, R12
	SUBQ R8, CX

next:
	VMOVDQU32 (SI)(R8*2), Z0
	VMOVDQU32 2(SI)(R8*2), Z1
	VPMULLD Z16, Z0, Z0
	VPMULLD Z16, Z1, Z1
	VPSRLD $21, Z0, Z2
	VPSRLD $21, Z1, Z3
	KXNORW K1, K1, K1
	KXNORW K2, K2, K2
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPGATHERDD (DI)(Z2*4), K1, Z4
	VPGATHERDD (DI)(Z3*4), K2, Z5
	VPSRLD $16, Z0, Z0
	VPSRLD $16, Z1, Z1
	VPANDD Z17, Z0, Z0
	VPANDD Z17, Z1, Z1
	VPSRLVD Z0, Z4, Z4
	VPSRLVD Z1, Z5, Z5
	VPTESTMD Z18, Z4, K3
	VPTESTMD Z18, Z5, K4
	KMOVW K3, AX
	KMOVW K4, BX
	PDEPL R11, AX, AX
	PDEPL R12, BX, BX
	ORL BX, AX
	CMPQ CX, $32
	JGE  all
	BZHIL CX, AX, AX

all:
	VPBROADCASTD R8, Z6
	VPADDD Z19, Z6, Z6
	VPADDD Z20, Z6, Z7
	KMOVW AX, K5
	VPCOMPRESSD.Z Z6, K5, Z6
	VMOVDQU32 Z6, (DX)(R10*4)
	MOVWLZX AX, BX
	POPCNTL BX, BX
	ADDQ BX, R10
	SHRL $16, AX
	KMOVW AX, K5
	VPCOMPRESSD.Z Z7, K5, Z7
	VMOVDQU32 Z7, (DX)(R10*4)
	POPCNTL AX, AX
	ADDQ AX, R10
	ADDQ $32, R8
	SUBQ $32, CX
	JGT  next
	VZEROUPPER
	MOVQ R10, n+40(FP)
	RET

// func amongWide(places *uint32, count int, values *uint32, codes *uint16, seed uint32, shift int, moves *uint32, slots *slot, mask int) (n int)
//
// Z0 has 16 places, of which K7 says which there are, Z1 their pairs, Z2 the hashes of these, and Z3 the numbers of their slots.
TEXT ·amongWide(SB), NOSPLIT, $0-80
	MOVQ places+0(FP), DX
	MOVQ count+8(FP), CX
	MOVQ values+16(FP), R13
	MOVQ codes+24(FP), SI
	MOVL seed+32(FP), AX
	VPBROADCASTD AX, Z17
	MOVQ shift+40(FP), AX
	VMOVQ AX, X18
	MOVQ moves+48(FP), R9
	MOVQ slots+56(FP), DI
	MOVQ mask+64(FP), AX
	VPBROADCASTD AX, Z19
	MOVL $0x9E3779B1, AX
	VPBROADCASTD AX, Z16
	XORQ R8, R8 // places so far
	XORQ R10, R10 // those with a value
	MOVL $0xFFFF, AX
	KMOVW AX, K7

next:
	CMPQ CX, $16
	JGE  all
	TESTQ CX, CX
	JLE  done
	BZHIL CX, AX, AX
	KMOVW AX, K7

all:
	VMOVDQU32.Z (DX)(R8*4), K7, Z0
	KMOVW K7, K1
	VPXORD Z1, Z1, Z1
	VPGATHERDD (SI)(Z0*2), K1, Z1
	VPMULLD Z16, Z1, Z2
	VPSRLD $15, Z2, Z3
	VPXORD Z3, Z2, Z2
	VPMULLD Z17, Z2, Z2
	VPSRLD $16, Z2, Z3
	VPXORD Z3, Z2, Z2
	VPSRLD X18, Z2, Z3
	KMOVW K7, K1
	VPXORD Z4, Z4, Z4
	VPGATHERDD (R9)(Z3*4), K1, Z4
	VPADDD Z4, Z2, Z3
	VPANDD Z19, Z3, Z3
	KMOVW K7, K1
	KMOVW K7, K2
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPGATHERDD (DI)(Z3*8), K1, Z4
	VPGATHERDD 4(DI)(Z3*8), K2, Z5
	VPCMPEQD Z1, Z4, K7, K3
	VPCOMPRESSD.Z Z0, K3, Z0
	VPCOMPRESSD.Z Z5, K3, Z5
	VMOVDQU32 Z0, (DX)(R10*4)
	VMOVDQU32 Z5, (R13)(R10*4)
	KMOVW K3, BX
	POPCNTL BX, BX
	ADDQ BX, R10
	ADDQ $16, R8
	SUBQ $16, CX
	JMP  next

done:
	VZEROUPPER
	MOVQ R10, n+72(FP)
	RET
