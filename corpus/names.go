package corpus

import "strings"

// ParseKind reads the name of a kind in tables or in a query, and returns "" for any other word.
func ParseKind(s string) Kind {
	switch strings.TrimSpace(s) {
	case "report", "报告", "政府工作报告", "工作报告":
		return Work
	case "resolution", "决议":
		return Resolution
	case "bulletin", "公报", "统计公报":
		return Bulletin
	case "plan", "规划", "纲要", "规划纲要", "计划":
		return Plan
	case "budget", "预算", "预算报告", "决算", "决算报告", "预决算":
		return Budget
	case "regulation", "法规", "条例", "规定", "办法", "规章":
		return Regulation
	case "document", "公文", "文件", "意见", "通知", "方案", "决定":
		return Document
	case "other", "其他":
		return Other
	}
	return ""
}

// ParseRole reads the name of a role in a query, and returns "" for any other word.
func ParseRole(s string) Role {
	switch strings.TrimSpace(s) {
	case "review", "回顾", "工作回顾":
		return RoleReview
	case "plan", "安排", "工作安排":
		return RolePlan
	case "annex", "附件", "附录":
		return RoleAnnex
	}
	return ""
}

// ParseLevel reads the name of a level in tables or in a query, and returns "" for any other word.
func ParseLevel(s string) Level {
	switch strings.TrimSpace(s) {
	case "national", "国家", "国家级", "全国", "中央":
		return National
	case "province", "省", "省级", "自治区", "直辖市":
		return Province
	case "city", "市", "市级", "地级", "地级市", "地市", "地市级", "市州":
		return City
	case "county", "县", "县级", "区县", "区县级", "县区", "县区级":
		return County
	}
	return ""
}
