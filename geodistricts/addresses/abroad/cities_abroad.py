"""Places abroad that orders go to, in Turkish and as people there write them, as data.

By their country: places parted by commas, spellings of one place by slashes, the likeliest
first. Regions and states stand among the cities: on a parcel they say the same. Those that are
also a word, a name or a place in Turkey are in ``shared_names`` besides.
"""

from geodistricts.addresses.abroad.countries import CYPRUS, NORTHERN_CYPRUS

CITIES_ABROAD = {
    NORTHERN_CYPRUS: """
        Lefkoşa/Nicosia/Lefkosia/Lefkoşe, Girne/Kyrenia/Keryneia,
        Gazimağusa/Mağusa/Magosa/Famagusta/Gazimagosa/Gazimağosa/G. Mağusa/Ammochostos,
        Güzelyurt/Morphou/Omorfo, İskele/Trikomo, Lefke/Lefka, Gönyeli, Alsancak/Karavas,
        Lapta/Lapithos, Çatalköy, Dikmen, Değirmenlik, Karaoğlanoğlu, Yeni Boğaziçi, Alayköy,
        Karpaz/Karpas, Dipkarpaz/Rizokarpaso, Yeni Erenköy, Mehmetçik, Geçitkale, Akdoğan,
        Beyarmudu, Paşaköy, Serdarlı, Haspolat, Hamitköy, Ozanköy, Bellapais, Alagadi, Büyükkonuk,
        Vadili, Türkmenköy, Gaziveren, Yedidalga, Gemikonağı, Kalkanlı, Taşkınköy, Göçmenköy,
        Küçük Kaymaklı, Mutluyaka, Salamis
    """,
    CYPRUS: """
        Limasol/Limassol/Lemesos, Larnaka/Larnaca, Baf/Paphos/Pafos, Ayia Napa, Paralimni,
        Strovolos, Nicosia
    """,
    "Almanya": """
        Berlin, Hamburg, Münih/München/Munich, Köln/Cologne,
        Frankfurt/Frankfurt am Main/Frankfurt Main, Stuttgart, Düsseldorf, Dortmund, Essen, Leipzig,
        Bremen, Dresden, Hannover/Hanover, Nürnberg/Nuremberg, Duisburg, Bochum, Wuppertal,
        Bielefeld, Bonn, Münster, Karlsruhe, Mannheim, Augsburg, Wiesbaden, Gelsenkirchen,
        Mönchengladbach, Braunschweig, Chemnitz, Kiel, Aachen, Halle, Magdeburg, Freiburg, Krefeld,
        Lübeck, Oberhausen, Erfurt, Mainz, Rostock, Kassel, Hagen, Saarbrücken, Hamm, Mülheim,
        Potsdam, Ludwigshafen, Oldenburg, Leverkusen, Osnabrück, Solingen, Heidelberg, Herne, Neuss,
        Darmstadt, Paderborn, Regensburg, Ingolstadt, Würzburg, Fürth, Wolfsburg, Offenbach, Ulm,
        Heilbronn, Pforzheim, Göttingen, Bottrop, Trier, Recklinghausen, Reutlingen, Bremerhaven,
        Koblenz, Bergisch Gladbach, Jena, Remscheid, Erlangen, Moers, Siegen, Hildesheim,
        Salzgitter, Cottbus, Kaiserslautern, Gütersloh, Witten, Hanau, Esslingen, Ludwigsburg,
        Düren, Tübingen, Flensburg, Gießen, Konstanz, Worms, Villingen-Schwenningen, Rüsselsheim,
        Sindelfingen, Böblingen, Göppingen, Delmenhorst, Bamberg, Bayreuth, Lüdenscheid,
        Castrop-Rauxel, Rheine, Marl, Iserlohn, Unna, Lünen, Neumünster, Friedrichshafen, Kempten,
        Passau, Rosenheim, Bayern/Bavaria/Bavyera, Baden-Württemberg,
        Nordrhein-Westfalen/NRW/Kuzey Ren Vestfalya, Hessen, Niedersachsen/Aşağı Saksonya,
        Rheinland-Pfalz, Sachsen, Saarland, Schleswig-Holstein
    """,
    "Avusturya": """
        Viyana/Wien/Vienna, Graz, Linz, Salzburg, Innsbruck, Klagenfurt, Villach, Wels,
        Sankt Pölten/St. Pölten, Dornbirn, Bregenz, Feldkirch, Wiener Neustadt, Steyr, Vorarlberg,
        Tirol, Steiermark
    """,
    "İsviçre": """
        Zürih/Zürich, Cenevre/Genève/Geneva/Genf, Basel, Bern, Lozan/Lausanne, Winterthur,
        Luzern/Lucerne, Sankt Gallen/St. Gallen, Lugano, Biel, Schaffhausen, Chur, Neuchâtel, Zug,
        Aarau, Olten
    """,
    "Hollanda": """
        Amsterdam, Rotterdam, Lahey/Den Haag/The Hague/'s-Gravenhage, Utrecht, Eindhoven, Tilburg,
        Groningen, Almere, Breda, Nijmegen, Enschede, Haarlem, Arnhem, Zaandam/Zaanstad, Amersfoort,
        Apeldoorn, Den Bosch/'s-Hertogenbosch, Hoofddorp, Maastricht, Leiden, Dordrecht, Zoetermeer,
        Zwolle, Deventer, Delft, Alkmaar, Venlo, Schiedam, Hengelo, Almelo, Oss, Helmond,
        Roosendaal, Hilversum, Vlaardingen, Gouda, Bergen op Zoom, Leeuwarden, Noord-Holland,
        Zuid-Holland, Noord-Brabant
    """,
    "Belçika": """
        Brüksel/Brussels/Bruxelles/Brussel, Anvers/Antwerpen/Antwerp, Gent/Ghent/Gand, Charleroi,
        Liège/Luik/Lüttich, Brugge/Bruges, Namur/Namen, Leuven/Louvain, Mons, Mechelen, Genk,
        Hasselt, Schaerbeek/Schaarbeek, Molenbeek, Anderlecht, Verviers, Beringen, Heusden-Zolder,
        Kortrijk, Aalst
    """,
    "Fransa": """
        Paris, Marsilya/Marseille, Lyon, Toulouse, Nice, Nantes, Strazburg/Strasbourg/Straßburg,
        Montpellier, Bordeaux, Lille, Rennes, Reims, Le Havre, Saint-Étienne, Toulon, Grenoble,
        Dijon, Angers, Mulhouse, Colmar, Metz, Nancy, Besançon, Orléans, Rouen, Limoges, Tours,
        Amiens, Clermont-Ferrand, Perpignan, Belfort, Annecy, Cannes, Avignon, Île-de-France,
        Alsace, Haguenau
    """,
    "Birleşik Krallık": """
        Londra/London, Manchester, Birmingham, Liverpool, Leeds, Sheffield, Bristol,
        Edinburgh/Edinburg, Glasgow, Cardiff, Belfast, Nottingham, Leicester, Newcastle upon Tyne,
        Newcastle, Southampton, Portsmouth, Brighton, Bournemouth, Plymouth, Reading, Oxford,
        Cambridge, Coventry, Bradford, Derby, Luton, Norwich, Aberdeen, Swansea, York, Bath, Exeter,
        Milton Keynes, Wolverhampton, Stoke-on-Trent, Slough, Watford, Croydon, Enfield, Haringey,
        Middlesex, Essex, Surrey, Kent, Sussex, Greater London, Hertfordshire, Lancashire, Yorkshire
    """,
    "İrlanda": "Dublin, Cork, Galway, Limerick",
    "İtalya": """
        Roma/Rome, Milano/Milan, Napoli/Naples, Torino/Turin, Palermo, Cenova/Genova, Bologna,
        Floransa/Firenze/Florence, Bari, Venedik/Venezia/Venice, Verona, Padova/Padua, Trieste,
        Catania, Parma, Modena, Bergamo, Brescia, Pisa, Como, Rimini, Perugia
    """,
    "İspanya": """
        Madrid, Barselona/Barcelona, Valensiya/Valencia, Sevilla/Seville, Zaragoza, Malaga, Bilbao,
        Granada, Alicante, Murcia, Palma de Mallorca/Mallorca, İbiza, Kurtuba/Cordoba, Marbella
    """,
    "Portekiz": "Lizbon/Lisboa/Lisbon, Porto, Braga, Coimbra, Faro",
    "Danimarka": "Kopenhag/København/Copenhagen, Aarhus/Århus, Odense, Aalborg, Esbjerg",
    "İsveç": """
        Stockholm/Stokholm, Göteborg/Gothenburg, Malmö, Uppsala, Västerås, Örebro, Linköping,
        Helsingborg, Norrköping, Jönköping
    """,
    "Norveç": "Oslo, Bergen, Trondheim, Stavanger, Drammen, Tromsø",
    "Finlandiya": "Helsinki, Tampere, Turku, Espoo, Vantaa",
    "İzlanda": "Reykjavik",
    "Polonya": """
        Varşova/Warszawa/Warsaw, Krakov/Kraków, Wrocław/Breslau, Gdańsk, Poznań, Łódź, Katowice,
        Lublin, Szczecin
    """,
    "Çekya": "Prag/Praha/Prague, Brno, Ostrava, Plzeň, Karlovy Vary",
    "Slovakya": "Bratislava, Košice",
    "Slovenya": "Ljubljana, Maribor",
    "Macaristan": "Budapeşte/Budapest, Debrecen, Szeged, Pecs/Peç, Estergon",
    "Romanya": """
        Bükreş/București/Bucharest, Köstence/Constanța, Cluj-Napoca/Cluj, Timişoara, Iași, Brașov
    """,
    "Bulgaristan": """
        Sofya/Sofia, Filibe/Plovdiv, Varna, Burgaz/Burgas, Rusçuk/Ruse, Kırcaali/Kardzhali/Kırcali,
        Şumnu/Shumen, Razgrad/Hezargrad, Hasköy/Haskovo, Silistre/Silistra, Dobriç/Dobrich,
        Pleven/Plevne, Stara Zagora, Sliven, Cebel/Dzhebel, Mestanlı/Momchilgrad, Svilengrad,
        Targovishte/Eski Cuma
    """,
    "Yunanistan": """
        Atina/Athens/Athina, Selanik/Thessaloniki, Pire/Piraeus, Patras, İraklio/Heraklion/Kandiye,
        Hanya, Gümülcine/Komotini, İskeçe/Xanthi, Dedeağaç/Alexandroupoli, Kavala, Drama,
        Serez/Serres, Larisa, Rodos/Rhodes/Rhodos, Midilli/Lesvos/Mytilene, Sakız Adası/Chios,
        İstanköy/Kos, Sisam/Samos, Girit/Crete, Volos, Yanya/Ioannina
    """,
    "Arnavutluk": "Tiran/Tirana/Tiranë, Draç/Durrës, Elbasan, İşkodra/Shkodër, Avlonya/Vlorë",
    "Kosova": """
        Priştine/Prishtina/Pristina/Prishtinë, Prizren, Peja, Gilan/Gjilan, Mitroviça, Ferizaj,
        Yakova/Gjakova, Mamuşa
    """,
    "Kuzey Makedonya": """
        Üsküp/Skopje/Shkup, Manastır/Bitola, Kalkandelen/Tetovo, Gostivar, Ohri/Ohrid,
        Kumanova/Kumanovo, Struga, Ustrumca/Strumica, Köprülü/Veles, İştip/Stip
    """,
    "Sırbistan": """
        Belgrad/Beograd/Belgrade, Novi Sad, Niş, Novi Pazar/Yeni Pazar, Kragujevac, Subotica
    """,
    "Karadağ": "Podgoritsa/Podgorica, Budva, Bar, Ülgün/Ulcinj, Kotor",
    "Bosna Hersek": "Saraybosna/Sarajevo, Mostar, Tuzla, Zenica, Travnik, Banja Luka, Bihaç",
    "Hırvatistan": "Zagreb, Split, Rijeka, Zadar, Dubrovnik, Pula, Osijek",
    "Moldova": "Kişinev/Chișinău, Komrat/Comrat, Tiraspol",
    "Ukrayna": """
        Kiev/Kyiv, Odessa/Odesa, Harkov/Kharkiv, Lviv, Dnipro, Donetsk, Zaporijya/Zaporizhzhia,
        Kırım/Crimea, Akmescit/Simferopol, Herson/Kherson
    """,
    "Belarus": "Minsk, Brest, Gomel",
    "Rusya": """
        Moskova/Moskva/Moscow, Sankt Petersburg/St. Petersburg/Saint Petersburg/Petersburg, Kazan,
        Ufa, Novosibirsk, Yekaterinburg, Soçi/Sochi, Krasnodar, Rostov/Rostov on Don,
        Mahaçkale/Makhachkala, Grozni/Grozny, Nalçik/Nalchik, Vladivostok, Samara,
        Tataristan/Tatarstan, Çeçenistan/Chechnya, Dağıstan/Dagestan
    """,
    "Litvanya": "Vilnius, Kaunas",
    "Letonya": "Riga",
    "Estonya": "Tallinn, Tartu",
    "Gürcistan": """
        Tiflis/Tbilisi, Batum/Batumi, Kutaisi/Kutais, Ahıska/Akhaltsikhe, Rustavi, Poti, Marneuli
    """,
    "Ermenistan": "Erivan/Yerevan, Gümrü/Gyumri",
    "Azerbaycan": """
        Bakü/Bakı, Gence/Ganja/Gəncə/Ganca, Sumgayıt/Sumqayıt/Sumgait, Şeki/Sheki,
        Lenkeran/Lankaran, Mingeçevir/Mingachevir, Şuşa/Shusha, Hankendi/Khankendi, Gebele/Gabala,
        Şirvan/Shirvan, Guba/Quba
    """,
    "Kazakistan": "Astana/Nur-Sultan, Almatı/Almaty/Alma Ata, Çimkent/Shymkent, Türkistan, Aktau",
    "Kırgızistan": "Bişkek/Bishkek, Oş/Osh, Celalabad/Jalal-Abad",
    "Özbekistan": """
        Taşkent/Tashkent/Toshkent, Semerkant/Samarkand, Buhara/Bukhara, Andican/Andijan, Fergana
    """,
    "Türkmenistan": "Aşkabat/Ashgabat/Aşgabat, Türkmenabat, Merv, Daşoğuz",
    "Tacikistan": "Duşanbe/Dushanbe",
    "Moğolistan": "Ulan Batur/Ulaanbaatar",
    "Afganistan": "Kabil/Kabul, Herat, Kandahar, Mezar-ı Şerif/Mazar-i-Sharif",
    "Pakistan": "İslamabad, Karaçi/Karachi, Lahor/Lahore, Peşaver/Peshawar, Ravalpindi/Rawalpindi",
    "Hindistan": """
        Yeni Delhi/New Delhi/Delhi, Mumbai/Bombay, Bangalore/Bengaluru, Kalküta/Kolkata, Chennai
    """,
    "Bangladeş": "Dakka/Dhaka",
    "İran": """
        Tahran/Tehran, Tebriz/Tabriz, Meşhed/Mashhad, İsfahan/Esfahan, Şiraz/Shiraz, Urmiye/Urmia,
        Hoy/Khoy, Erdebil/Ardabil, Zencan/Zanjan, Ahvaz
    """,
    "Irak": """
        Bağdat/Baghdad, Erbil/Hewler/Arbil, Musul/Mosul, Kerkük/Kirkuk, Basra/Basrah,
        Duhok/Dohuk/Dahuk, Süleymaniye/Sulaymaniyah/Slemani, Zaho/Zakho, Telafer/Tal Afar,
        Necef/Najaf, Kerbela/Karbala
    """,
    "Suriye": """
        Şam/Damascus/Dımaşk, Halep/Aleppo, Humus/Homs, Hama, Lazkiye/Latakia, Afrin, El Bab,
        Azez/Azaz, İdlib, Rakka/Raqqa, Cerablus/Jarablus, Kamışlı/Qamishli, Tel Abyad,
        Deyrizor/Deir ez-Zor
    """,
    "Lübnan": "Beyrut/Beirut, Trablusşam, Sayda/Sidon",
    "Ürdün": "Amman, Akabe/Aqaba, Zerka/Zarqa, Irbid",
    "İsrail": "Tel Aviv, Hayfa/Haifa, Kudüs/Jerusalem, Yafa/Jaffa, Eilat",
    "Filistin": "Ramallah, Nablus, El Halil/Hebron, Han Yunus/Khan Yunis, Refah/Rafah",
    "Suudi Arabistan": """
        Riyad/Riyadh, Cidde/Jeddah/Jidda, Mekke/Mecca/Makkah, Medine/Medina/Madinah, Dammam
    """,
    "Birleşik Arap Emirlikleri": """
        Dubai/Dubay, Abu Dabi/Abu Dhabi, Şarika/Sharjah, Acman/Ajman, Al Ain
    """,
    "Katar": "Doha",
    "Kuveyt": "Kuwait City, Kuveyt City",
    "Bahreyn": "Manama",
    "Umman": "Maskat/Muscat",
    "Yemen": "Sana/Sanaa, Aden",
    "Mısır": """
        Kahire/Cairo, İskenderiye/Alexandria, Gize/Giza, Hurgada/Hurghada,
        Şarm El Şeyh/Sharm El Sheikh
    """,
    "Libya": "Trablus/Tripoli, Bingazi/Benghazi, Misrata",
    "Tunus": "Tunis, Sfax, Sousse",
    "Cezayir": "Algiers/Alger, Oran, Konstantin/Constantine",
    "Fas": """
        Rabat, Kazablanka/Casablanca, Marakeş/Marrakech/Marrakesh, Tanca/Tangier, Fes/Fez, Agadir
    """,
    "Sudan": "Hartum/Khartoum",
    "Etiyopya": "Addis Ababa",
    "Somali": "Mogadişu/Mogadishu, Hargeisa",
    "Kenya": "Nairobi, Mombasa",
    "Uganda": "Kampala",
    "Tanzanya": "Darüsselam/Dar es Salaam",
    "Nijerya": "Lagos, Abuja, Kano",
    "Senegal": "Dakar",
    "Gana": "Accra/Akra",
    "Fildişi Sahili": "Abidjan/Abican",
    "Güney Afrika": "Johannesburg, Cape Town/Kap Şehri, Pretoria, Durban",
    "Çin": """
        Pekin/Beijing, Şanghay/Shanghai/Şangay, Guangzhou/Guangcou, Shenzhen, Yiwu, Urumçi/Urumqi,
        Kaşgar
    """,
    "Tayvan": "Taipei",
    "Japonya": "Tokyo, Osaka, Kyoto, Yokohama, Nagoya",
    "Güney Kore": "Seul/Seoul, Busan, Incheon",
    "Vietnam": "Hanoi, Ho Chi Minh/Ho Chi Minh City/Saigon",
    "Tayland": "Bangkok, Phuket, Pattaya",
    "Malezya": "Kuala Lumpur, Penang, Johor Bahru",
    "Endonezya": "Cakarta/Jakarta, Bali, Surabaya",
    "Filipinler": "Manila, Cebu",
    "Avustralya": """
        Sydney/Sidney, Melbourne, Brisbane, Perth, Adelaide, Canberra, Gold Coast, New South Wales
    """,
    "Yeni Zelanda": "Auckland, Wellington, Christchurch",
    "Amerika Birleşik Devletleri": """
        New York/New York City/NYC, Los Angeles, Chicago/Şikago, Houston, Phoenix,
        Philadelphia/Filadelfiya, San Antonio, San Diego, Dallas, San Jose, Austin, San Francisco,
        Seattle, Denver, Washington/Washington DC/Vaşington, Boston, Las Vegas, Miami, Atlanta,
        Detroit, Minneapolis, Orlando, Portland, Charlotte, Brooklyn, Manhattan, Queens, Bronx,
        Staten Island, Long Island, Jersey City, Paterson, Clifton, New Jersey,
        California/Kaliforniya, Texas/Teksas, Florida, Massachusetts, Pennsylvania, Virginia,
        North Carolina, Ohio, Georgia, Illinois, Michigan, Connecticut, Maryland, Arizona, Colorado,
        Nevada
    """,
    "Kanada": """
        Toronto, Montreal, Vancouver, Ottawa, Calgary, Edmonton, Mississauga, Quebec, Ontario
    """,
    "Meksika": "Mexico City, Cancun",
    "Küba": "Havana",
    "Kolombiya": "Bogota",
    "Venezuela": "Caracas/Karakas",
    "Peru": "Lima",
    "Brezilya": "Sao Paulo, Rio de Janeiro/Rio, Brasilia",
    "Arjantin": "Buenos Aires",
    "Şili": "Santiago",
}  # fmt: skip
