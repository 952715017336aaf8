"""The words of the page itself, in the three languages of the project."""

from __future__ import annotations

__all__ = ["LANGUAGES", "words"]

LANGUAGES = ("en", "ko", "zh")

WORDS = {
    "map": ("Network map", "관계망 지도", "关系网络图"),
    "map_help": (
        "Network map. The table view holds the same data as text. / searches, + and − zoom, 0 shows all.",
        "관계망 지도입니다. 같은 내용을 표로도 볼 수 있습니다. / 검색, + − 확대·축소, 0 전체 보기.",
        "关系网络图。表格视图以文字呈现相同内容。/ 搜索，+ − 缩放，0 显示全部。",
    ),
    "table": ("Table view", "표로 보기", "表格视图"),
    "skip": ("Skip to the table", "표로 건너뛰기", "跳至表格"),
    "legend": ("Legend", "범례", "图例"),
    "search": ("Search every name", "모든 이름 검색", "搜索所有名称"),
    "search_hint": ("Name, 이름, 名称", "이름, 名称, name", "名称、이름、name"),
    "no_match": ("No match", "일치하는 이름 없음", "没有匹配的名称"),
    "layers": ("Layers", "관계 영역", "关系领域"),
    "families": ("Kinds", "유형", "类型"),
    "countries": ("Countries and regions", "국가·지역", "国家和地区"),
    "statuses": ("Status", "상태", "状态"),
    "all": ("all", "전체", "全选"),
    "none": ("none", "해제", "清空"),
    "colour_by": ("Colour by", "색상 기준", "着色依据"),
    "by_country": ("country", "국가·지역", "国家和地区"),
    "by_kind": ("kind", "유형", "类型"),
    "actors": ("actors", "행위자", "行为主体"),
    "relations": ("relations", "관계", "关系"),
    "nothing": (
        "Nothing to show with these filters.",
        "이 조건에 맞는 항목이 없습니다.",
        "当前筛选条件下没有可显示的内容。",
    ),
    "tools": ("Map tools", "지도 도구", "地图工具"),
    "zoom_in": ("Zoom in", "확대", "放大"),
    "zoom_out": ("Zoom out", "축소", "缩小"),
    "fit": ("Show all", "전체 보기", "显示全部"),
    "theme": ("Light or dark", "밝게·어둡게", "浅色／深色"),
    "reset": ("Reset", "초기화", "重置"),
    "close": ("Close", "닫기", "关闭"),
    "details": ("Details", "상세 정보", "详情"),
    "name": ("Name", "이름", "名称"),
    "names": ("Other names", "다른 이름", "其他名称"),
    "kind": ("Kind", "유형", "类型"),
    "country": ("Country", "국가·지역", "国家和地区"),
    "status": ("Status", "상태", "状态"),
    "layer": ("Layer", "관계 영역", "关系领域"),
    "period": ("Period", "기간", "时间"),
    "subject": ("Subject", "주체", "主体"),
    "relation": ("Relation", "관계", "关系"),
    "object": ("Object", "대상", "客体"),
    "text": ("Detail", "세부 내용", "说明"),
    "evidence": ("Evidence", "근거", "依据"),
    "no_evidence": ("No evidence given", "근거 없음", "未注明依据"),
    "no_relations": ("No visible relations", "표시된 관계 없음", "没有可见的关系"),
    "claim": ("Claim", "진술", "陈述"),
    "about": ("About this map", "이 지도에 대하여", "关于本图"),
    "noscript": (
        "This map needs JavaScript.",
        "이 지도에는 자바스크립트가 필요합니다.",
        "本图需要启用 JavaScript。",
    ),
}


def words(language: str) -> dict[str, str]:
    """The words in one language, English for any other; a tag such as zh-Hans counts as its language.

    >>> words("ko")["legend"], words("zh-Hans")["legend"], words("fr")["legend"]
    ('범례', '图例', 'Legend')
    """
    base = language.split("-")[0].lower()
    column = LANGUAGES.index(base) if base in LANGUAGES else 0
    return {"locale": LANGUAGES[column]} | {key: row[column] for key, row in WORDS.items()}
