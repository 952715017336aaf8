"""The words of the page itself, in the three languages of the project."""

from __future__ import annotations

__all__ = ["LANGUAGES", "words"]

LANGUAGES = ("en", "ko", "zh")

WORDS = {
    "map_help": (
        "Network map. The table view holds the same data as text. "
        "/ searches, arrows move the map, + and − zoom, 0 shows all.",
        "관계망 지도입니다. 같은 내용을 표로도 볼 수 있습니다. "
        "/ 검색, 화살표 이동, + − 확대·축소, 0 전체 보기.",
        "关系网络图。表格视图以文字呈现相同内容。/ 搜索，方向键移动，+ − 缩放，0 显示全部。",
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
    "communities": ("Communities", "커뮤니티", "社群"),
    "community_n": ("Community {number}", "커뮤니티 {number}", "社群 {number}"),
    "statuses": ("Status", "상태", "状态"),
    "disputes": ("Contradictions", "모순", "矛盾"),
    "disputed": ("Disputed", "이의 있음", "有争议"),
    "undisputed": ("Not disputed", "이의 없음", "无争议"),
    "disputed_actors": (
        "≠ beside an actor: some of its figures are disputed ({count}).",
        "행위자 옆의 ≠: 일부 수치에 이의 있음 ({count}).",
        "行为主体旁的 ≠：其部分数据有争议（{count}）。",
    ),
    "not_known": ("not known", "미상", "未知"),
    "all": ("all", "전체", "全选"),
    "none": ("none", "해제", "清空"),
    "colour_by": ("Colour by", "색상 기준", "着色依据"),
    "by_country": ("country", "국가·지역", "国家和地区"),
    "by_kind": ("kind", "유형", "类型"),
    "by_community": ("community", "커뮤니티", "社群"),
    "size_by": ("Size by", "크기 기준", "大小依据"),
    "number_of_relations": ("number of relations", "관계 수", "关系数"),
    "measure_degree": ("degree", "연결 중심성", "度中心性"),
    "measure_betweenness": ("betweenness", "매개 중심성", "中介中心性"),
    "measure_closeness": ("closeness", "근접 중심성", "接近中心性"),
    "measure_eigenvector": ("eigenvector", "고유벡터 중심성", "特征向量中心性"),
    "measure_pagerank": ("PageRank", "페이지랭크", "PageRank"),
    "layout": ("Layout", "배치", "布局"),
    "layout_force": ("neighbourhood", "이웃 관계", "邻近关系"),
    "layout_bridge": ("bridge", "가교", "桥梁"),
    "layout_circulation": ("circulation", "순환", "环流"),
    "layout_geographic": ("geographic", "지리", "地理"),
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
    "undo": ("Undo", "실행 취소", "撤销"),
    "redo": ("Redo", "다시 실행", "重做"),
    "download": ("Save or print", "저장·인쇄", "保存或打印"),
    "png": ("Picture (PNG)", "그림 (PNG)", "图片（PNG）"),
    "svg": ("Drawing (SVG)", "벡터 그림 (SVG)", "矢量图（SVG）"),
    "print": ("Print", "인쇄", "打印"),
    "theme": ("Light or dark", "밝게·어둡게", "浅色／深色"),
    "reset": ("Reset", "초기화", "重置"),
    "time": ("Years", "연도", "年份"),
    "year_from": ("From year", "시작 연도", "起始年份"),
    "year_until": ("Until year", "끝 연도", "结束年份"),
    "play": ("Play the years", "연도 재생", "播放年份"),
    "pause": ("Pause", "일시 정지", "暂停"),
    "step": ("Next years", "다음 연도", "下一时段"),
    "undated": (
        "{count} claims without a date are always shown",
        "날짜 없는 진술 {count}건은 항상 표시",
        "始终显示 {count} 条无日期的陈述",
    ),
    "path": ("Shortest path", "최단 경로", "最短路径"),
    "path_from": ("From", "출발", "起点"),
    "path_to": ("To", "도착", "终点"),
    "path_from_here": ("Path from here", "여기서 출발", "以此为起点"),
    "path_to_here": ("Path to here", "여기로 도착", "以此为终点"),
    "path_pick": (
        "Choose two actors to see how they are linked.",
        "두 행위자를 고르면 연결 경로를 보여 줍니다.",
        "选择两个行为主体，查看它们如何相连。",
    ),
    "path_none": (
        "No path between the two over what is shown.",
        "표시된 범위에서는 두 행위자를 잇는 경로가 없습니다.",
        "在当前显示范围内，两者之间没有路径。",
    ),
    "path_hidden": (
        "{name} is hidden by the filters.",
        "{name}: 필터로 숨겨져 있습니다.",
        "{name} 已被筛选条件隐藏。",
    ),
    "path_steps": ("Length: {count}", "길이: {count}", "长度：{count}"),
    "path_turn": ("path {turn} of {count}", "경로 {count}개 중 {turn}번째", "第 {turn} 条，共 {count} 条"),
    "swap": ("Swap", "서로 바꾸기", "互换"),
    "previous": ("Previous", "이전", "上一条"),
    "next": ("Next", "다음", "下一条"),
    "no_webgl": (
        "This browser cannot draw a map of this size (WebGL is missing). The table holds the same data.",
        "이 브라우저는 이 크기의 지도를 그릴 수 없습니다(WebGL 없음). 표에 같은 내용이 있습니다.",
        "此浏览器无法绘制如此规模的图（缺少 WebGL）。表格包含相同内容。",
    ),
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
    "figure": ("Figure as printed", "인쇄된 수치", "所印数据"),
    "figures": ("Figures", "수치", "数据"),
    "weight": ("Weight", "가중치", "权重"),
    "centrality": ("Centrality", "중심성", "中心性"),
    "rank": ("rank {rank} of {count}", "{count} 중 {rank}위", "第 {rank} 位，共 {count}"),
    "whole_network": (
        "Computed over the whole network of this page, whatever is filtered.",
        "필터와 관계없이 이 페이지의 전체 관계망에서 계산한 값입니다.",
        "基于本页完整网络计算，不受筛选影响。",
    ),
    "as_above": ("as above", "위와 같음", "同上"),
    "more": ("{count} more", "{count}개 더 보기", "还有 {count} 项"),
    "fewer": ("fewer", "접기", "收起"),
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
