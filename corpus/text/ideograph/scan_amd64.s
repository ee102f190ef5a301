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
