"""
How newsrooms write dates: month names, weekdays, labels and zone abbreviations.

Every table is data, folded (NFKC, lower case) and keyed by language, so that adding a
language is adding a row.  Twelve months from January, seven days from Monday, other
spellings of one name behind "|".
"""

MONTHS = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug"
    " september|sept|sep october|oct november|nov december|dec",
    "fr": "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août|aout"
    " septembre octobre novembre décembre|déc",
    "es": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre"
    " noviembre diciembre|dic",
    "pt": "janeiro fevereiro|fev março abril maio junho julho agosto setembro|set outubro|out"
    " novembro dezembro|dez",
    "de": "januar|jänner|jän februar|feber märz|mär|mrz april mai juni juli august september"
    " oktober|okt november dezember|dez",
    "it": "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set"
    " ottobre|ott novembre dicembre",
    "nl": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "id": "januari|jan februari maret april mei juni juli agustus|agu|agt september|sep oktober"
    " november|nov desember|des",
    "no": "januar februar mars april mai juni juli august september oktober november desember|des",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
    " syyskuuta lokakuuta marraskuuta joulukuuta",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    # Croatian "listopada" is October; the Polish reading is kept because it is common here.
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ru": "января|янв февраля|фев марта|мар апреля|апр мая июня|июн июля|июл августа|авг"
    " сентября|сен|сент октября|окт ноября|ноя|нояб декабря|дек",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}

# "_" stands for a space inside a name.
VIETNAMESE_MONTHS = "giêng|một hai ba tư|bốn năm sáu bảy tám chín mười mười_một mười_hai|chạp"

WEEKDAYS = {
    "vi": "thứ_hai|thứ_2 thứ_ba|thứ_3 thứ_tư|thứ_4 thứ_năm|thứ_5 thứ_sáu|thứ_6 thứ_bảy|thứ_7"
    " chủ_nhật|chúa_nhật",
    "en": "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri saturday|sat"
    " sunday|sun",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "id": "senin selasa rabu kamis jumat sabtu minggu|ahad",
    "no": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "ja": "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "zh": "星期一|周一 星期二|周二 星期三|周三 星期四|周四 星期五|周五 星期六|周六 星期日|周日|星期天",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
}

# What stands before a publication time.
PUBLISHED_FORMS = {
    "vi": "đăng_ngày|ngày_đăng|đăng_lúc|đăng_tải|đăng|xuất_bản_lúc|xuất_bản|ngày_xuất_bản",
    "en": "first_published|published_on|published_at|published|posted_on|posted|date_published"
    "|publication_date|publish_date|issued_on|date_created|created_on|date",
    "fr": "publié_le|publié|publiée_le|paru_le|mis_en_ligne_le",
    "es": "publicado_el|publicado|publicada|fecha_de_publicación",
    "pt": "publicado_em|publicada_em",
    "de": "veröffentlicht_am|veröffentlicht|publiziert_am|publiziert|erschienen_am|erstellt_am|erstellt"
    "|geschrieben_am|online_seit|datum",
    "it": "pubblicato_il|pubblicato|pubblicata_il",
    "nl": "gepubliceerd_op|gepubliceerd|geplaatst_op",
    "id": "diterbitkan|dipublikasikan|tayang|diunggah",
    "no": "publisert|lagt_ut",
    "da": "publiceret|offentliggjort|udgivet",
    "sv": "publicerad|publicerat|publicerades",
    "fi": "julkaistu",
    "tr": "giriş_tarihi|giriş|yayınlanma_tarihi|yayınlanma|yayın_tarihi|yayımlanma|eklenme",
    "pl": "opublikowano|data_publikacji",
    "cs": "publikováno|vydáno",
    "ru": "опубликовано|дата_публикации",
    "uk": "опубліковано",
    "ja": "公開日時|公開日|公開|掲載日|掲載|配信日時|配信|投稿日",
    "zh": "发布时间|發布時間|发布于|发布|發布|发表于|發表於",
    "ko": "입력|등록|게시",
}

# What stands before the time of a change: never a publication time.
MODIFIED_FORMS = {
    "vi": "cập_nhật_lần_cuối|lần_cập_nhật_cuối|cập_nhật_lúc|cập_nhật_ngày|cập_nhật|sửa_lần_cuối|chỉnh_sửa"
    "|chỉnh_sửa_lần_cuối|sửa_đổi_lần_cuối|sửa_đổi",
    "en": "last_updated|last_modified|last_edited|updated_on|updated_at|updated|modified|edited|update"
    "|date_modified|upd|medically_reviewed|last_reviewed|reviewed_on|fact_checked"
    "|last_revised|revised_on|revised|last_amended|amended_on|amended|corrected_on|corrected",
    "fr": "mis_à_jour|mise_à_jour|modifié_le|modifié|actualisé|màj",
    "es": "actualizado|actualizada|última_actualización|modificado",
    "pt": "atualizado|atualizada|última_atualização|atualizado_em",
    "de": "zuletzt_aktualisiert|aktualisiert_am|aktualisiert|aktualisierung|geändert|akt|stand",
    "it": "aggiornato|ultimo_aggiornamento|ultima_modifica|modificato_il|modifica_il|modifica",
    "nl": "bijgewerkt|laatst_gewijzigd|gewijzigd|laatste_update",
    "id": "diperbarui|diperbaharui",
    "no": "sist_oppdatert|oppdatert",
    "da": "opdateret|senest_opdateret",
    "sv": "uppdaterad|uppdaterat|senast_uppdaterad",
    "is": "uppfært",
    "fi": "päivitetty",
    "tr": "son_güncelleme|güncelleme_tarihi|güncelleme|güncellenme",
    "pl": "aktualizacja|zaktualizowano",
    "cs": "aktualizováno",
    "ru": "обновлено|изменено",
    "uk": "оновлено",
    "ja": "最終更新日|最終更新|更新日時|更新日|更新",
    "zh": "更新时间|更新時間|最后更新|修改",
    "ko": "최종수정|최종_수정|수정|업데이트",
}

# A line with one of these dates something else: a printed edition, a visit, a broadcast, a right.
ELSEWHERE = {
    "vi": "số_ra_ngày|số_báo|truy_cập|diễn_ra|khai_mạc|hết_hạn|hạn_nộp|từ_ngày|đến_ngày|bản_quyền|sinh_ngày",
    "en": "edition|issue|print|printed|page|page1|accessed|retrieved|archived|available_until|expires"
    "|deadline|born|since|copyright|effective|recorded|until|through|photo|video|forecast|founded",
    "fr": "édition_du|numéro_du|consulté_le|photo|né_le",
    "es": "edición|consultado|foto|nacido",
    "de": "ausgabe|seite|abgerufen|verfügbar|gegründet|programm|sendung|foto|geboren|gültig",
    "pt": "edição|acessado|foto",
    "it": "edizione|foto|nato_il",
    "nl": "editie|foto",
    "id": "edisi|foto",
    "zh": "版",
    "ja": "朝刊|夕刊|付",
}

# What a day may be of, right before it and without a sign between: "Applications close 1 October".
OCCASIONS = {
    "en": "aired|airing|airs|applied|born|broadcast|close|closes|closing|conducted|deadline|died|dies|due"
    "|ended|ends|event|expected|filmed|held|match|opening|opens|pictured|played|plays|premiered|premieres|presented"
    "|scheduled|screened|seen|shot|shown|sitting|staged|starting|starts|taken|valid|weather|after|as_of|before|between|during"
    "|for|from|of|till",
    "vi": "bế_mạc|bốc_thăm|chụp|công_chiếu|dự_kiến|hiệu_lực|họp|khánh_thành|khởi_chiếu|khởi_công|khởi_tranh"
    "|mất|mở_bán|mở_màn|phát_sóng|qua_đời|ra_mắt|thi_đấu|áp_dụng|hết|sau|trong|trước|từ|đến|tới",
    "fr": "diffusé|décédé|météo|mort|ouvre|prévu|tourné|avant_le|après_le|depuis_le|jusqu'au|à_partir_du",
    "de": "ausgestrahlt|beginnt|endet|gestorben|verstorben|wetter|ab|bis|nach|seit|vor",
    "es": "emitido|fallecido|murió|previsto|a_partir_del|desde|desde_el|hasta|hasta_el",
}
# Of which a number says the one that is meant: "Round 7 – 19:15, 4 October".
ROUNDS = "vòng|lượt|trận|round|matchday|spieltag|journée|jornada|giornata|speelronde"
# Between such a word, or another of small letters, and its day.
ON = "on|am|le|el|il|ngày|den|em|pada"

# Between a date and its time of day.
FILLERS = (
    "at|on|um|am|kl|klo|lúc|vào_lúc|vào|hồi|ngày|à|a|al|a_las|às|alle|alle_ore|ore|pukul|om|op|le|el|il|den|d|o|в|от"
    "|dated|the|uhr|saat|em|de|del|of"
)

# Beside a date these tell how long a page takes to read.
READING_TIME = (
    "min|mins|minute|minutes|minuten|minuto|minutos|minuti|minutter|read|lesezeit|lesedauer|phút|đọc|lectura"
    "|lecture|leitura|lettura|uur|leestijd|h|hrs|kl|ore"
)

# Buttons that stand beside a date.
BUTTONS = "share|chia_sẻ|bình_luận|comment|comments|teilen|partager|compartir|compartilhar|condividi|deel"

# The first link of a site's menu.
HOME = (
    "home|homepage|home page|trang chủ|trang nhất|inicio|início|portada|accueil|startseite|voorpagina|beranda"
    "|ana sayfa|anasayfa|главная|головна|首页|首頁|ホーム|홈"
)

# What a masthead offers beside today's date.
MASTHEAD = (
    "hotline|đường_dây_nóng|log_in|login|sign_in|sign_up|đăng_nhập|đăng_ký|e-paper|epaper|báo_in|subscribe|newsletter"
    "|newsletters|rss|liên_hệ_quảng_cáo|anmelden|abonnieren|e_paper|connexion|suscríbete|iniciar_sesión"
)

# What stands before the name of an author.
AUTHOR_WORDS = "by|von|par|por|di|door|av|af|oleh|tác_giả|bài|pv"

# What stands before the name of a house that had the text, and with a colon names where a fact is from.
CREDIT_WORDS = "theo|источник|来源|來源|出典|출처"
SOURCE_WORDS = "source|sources|nguồn|nguồn_tin|nguồn_bài_viết|fuente|fonte|quelle|sumber"

# Lengths of the units of "3 hours ago", in minutes.
AGO_UNITS = {
    1: "phút|minutes|minute|mins|min|minuten|minutos|minuti|menit|minuter|dakika|минут|分钟|分鐘|分|분",
    60: "giờ|hours|hour|hrs|hr|stunden|stunde|heures|heure|horas|hora|jam|ore|uur|timer|timmar"
    "|saat|часа|часов"
    "|小时|小時|時間|시간",
    1440: "ngày|days|day|tagen|tag|jours|jour|días|día|dias|dia|hari|giorni|dagen|dager|dage|dagar"
    "|gün|дня|дней"
    "|天|日|일",
}
# Units that pages count their age in, behind the year of the date itself.
AGES = "years|year|months|month|weeks|week|days|day|hours|hour|mins|min|năm|tháng|tuần|ngày|giờ|phút"
AGO_BEFORE = "vor|il_y_a|hace|há"
YESTERDAY = (
    "hôm_qua|yesterday|gestern|hier|ayer|ontem|ieri|gisteren|kemarin|igår|i_går|dün|вчера|昨天|昨日|어제"
)
AGO_AFTER = "trước|ago|yang_lalu|lalu|fa|geleden|siden|sedan|önce|назад|前|전"
