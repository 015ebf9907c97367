"""Word lists for telling who is who in a news text: data only, all lower case.

First names are the common ones of the English-speaking press and of the countries it most
writes about; names that both women and men bear are left out or stand in both lists.
Titles, roles and collective nouns are those that open or close a source in news prose.
"""

from __future__ import annotations


def wordset(block: str) -> frozenset[str]:
    """The words of a block of text as a set."""
    return frozenset(block.split())


MEN = wordset("""
aaron abdul abdullah abraham adam adrian ahmad ahmed alain alan albert alberto alejandro aleksandr
alessandro alex alexander alexandre alexei alexey alfred ali allan allen alvin amir anders andre
andrea andreas andrei andres andrew andrey andy angus anthony antoine anton antonio aram archie
arjun arnold arthur arturo asif austin barack barry bart ben benedict benjamin bernard bernie bill
billy bo bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron
caleb calvin cameron carl carlo carlos cesar charles charlie chen chester chris christian christoph
christophe christopher chuck claude claudio clay clayton clifford clint clive colin connor conal
conor conrad craig curtis cyril dale damian damien damir dan daniel danny dave david dean declan
denis dennis derek dermot desmond diego dino dirk dmitri dmitry dominic don donald doug douglas
duncan dustin dwight dylan earl ed eddie edgar eduardo edward edwin eli elijah elliott elon emil
emmanuel enrico enrique eric erik ernest ernesto ethan eugene evan ewan farid faisal federico
felix fernando fidel florian francesco francis francisco francois frank frankie franz fraser fred
freddie frederick fritz gabriel gareth gary gavin gene geoff geoffrey george gerald gerard gerry
gideon gilbert giorgio giovanni giuseppe glen glenn gordon graeme graham grant greg gregory guido
guillermo gunther gustavo guy hal hamid hank hans harold harry harvey hasan hassan hector henri
henrik henry herbert herman homer horst howard hugh hugo hussein ian ibrahim igor imran isaac
ismail ivan ivor jack jackson jacob jacques jake jamal james jamie jan jared jason javier jay jean
jeff jefferson jeffrey jeremy jerome jerry jesse jesus jim jimmy jin joachim joe joel johan
johannes john johnny jon jonah jonas jonathan jordan jorge jose josef joseph josh joshua juan
jules julian julio jurgen justin kamal karim karl keith ken kenneth kevin khalid kim klaus kofi
konstantin kurt kyle lance larry lars laurence laurent lawrence lee leo leon leonard leonardo
leonid leroy leslie lewis liam lionel lloyd lorenzo louis luc luca lucas luis luke mahmoud malcolm
manuel marc marcel marco marcus mario mark markus marshall martin marty marvin mateo mathieu matt
matteo matthew matthias maurice max maxim mehmet melvin michael michel miguel mike mikhail miles
milton mitch mitchell mo moe mohamed mohammad mohammed mohammad morgan morris moses muhammad
mustafa nathan nathaniel ned neil nelson nicholas nick nicolas nigel nikolai noah noel norman oleg
oliver olivier omar oscar osama otto owen pablo paolo pascal pat patrick paul pavel pedro percy
perry pete peter phil philip philippe phillip pierre piotr rafael raj rajesh ralph ramon randall
randy rashid raul ravi ray raymond reggie reginald rene rex ricardo rich richard rick ricky rob
robert roberto robin rod roderick rodney rodrigo roger roland rolf roman ron ronald rory ross roy
rudolf rudy rupert russell rustam ryan salman salvador sam samir samuel sandro sanjay santiago
scott sean sebastian sergei sergey sergio seth shane shaun shawn sid sidney simon solomon spencer
stan stanley stefan stephan stephen steve steven stewart stuart suresh sven sylvester tariq taylor
ted terence terrence terry theo theodore theresa thomas tim timothy toby todd tom tommy tony
travis trevor tristan tyler umar vadim victor viktor vince vincent vinod vitaly vladimir volker
wade wallace walter warren wayne wei wesley wilhelm will willem william willie winston wolfgang
xavier yasser yuri yusuf yves zachary zack zhang
""") - {"theresa", "zhang"}

WOMEN = wordset("""
abby abigail ada adele adriana agatha agnes aisha alana alexandra alexis alice alicia alina alison
allison alma alyssa amanda amber amelia amina amy ana anastasia andrea angela angelica angelina
anita anja anji ann anna annabel anne annette annie antonia april ariana astrid audrey ava barbara
beatrice beatriz becky belinda bella bernadette bertha beth bethany betty beverly bianca bonnie
brenda bridget britney brooke camilla candice carla carly carmen carol carole caroline carolyn
carrie cassandra catherine cathy cecilia celia charlene charlotte chelsea cheryl chloe christa
christina christine christy cindy claire clara clare claudia colleen connie constance cora
cristina cynthia daisy dana daniela danielle daphne darlene dawn deborah debbie debra deirdre
delia delphine denise diana diane dolores donna dora doris dorothy edith eileen elaine eleanor
elena elisa elisabeth elise eliza elizabeth ella ellen ellie eloise elsa elsie emily emma erica
erika erin esther ethel eva eve evelyn faith farah fatima fay felicity fiona flora florence
frances francesca freya gabriela gabrielle gail gemma georgia georgina geraldine gertrude gill
gillian gina giulia gladys glenda gloria grace greta gwen hannah harriet hayley hazel heather
heidi helen helena helene henrietta hilary hillary holly hope ida ilse imogen ines ingrid irene
irina iris irma isabel isabella isabelle ivana ivy jackie jacqueline jade jan jane janet janice
jasmine jean jeanne jenna jennifer jenny jess jessica jill jo joan joanna joanne jocelyn jodie
josephine joy joyce juanita judith judy julia juliana julie juliet june justine kaitlyn karen
karin karina kate katherine kathleen kathryn kathy katie katrina katya kay kayla kelly kerry
kirsten kristen kristin kristina lara larissa latifa laura lauren laurie layla lea leah leila lena
leslie lidia lillian lily linda lindsay lindsey lisa liz liza lois lola lorna lorraine louisa
louise lucia lucille lucinda lucy luisa luna lydia lynda lynn mabel madeleine maggie malala mandy
marcia margaret margarita margot maria mariam marian marie marilyn marina marion marjorie marlene
marsha martha mary maryam matilda maureen maxine maya meera megan meghan melanie melinda melissa
mercedes meredith mia michele michelle mildred mindy miranda miriam moira molly monica monika
muriel myra nadia nadine nancy naomi natalia natalie natasha nicola nicole nina nora noreen norma
octavia olga olivia olympia pamela patricia patty paula pauline peggy penelope penny petra
philippa phoebe phyllis polly priscilla priya rachel ramona rebecca regina renata renee rhoda rita
roberta rochelle rosa rosalie rose rosemary rosie roxanne ruby ruth sabrina sally samantha sandra
sara sarah sasha selena selma serena sharon sheila shelley shelly sheryl shirley sian sienna
silvia simone siobhan sofia sonia sonja sophia sophie stacey stacy stella stephanie sue susan
susanna susie suzanne svetlana sybil sylvia tamara tammy tania tanya tara tatiana teresa tess
tessa thelma theresa tina toni tracey tracy trish trudy ulrike ursula valentina valerie vanessa
vera veronica vicky victoria viola violet virginia vivian wanda wendy whitney wilma winifred
yasmin yolanda yulia yvette yvonne zara zoe
""")

#: Forms of address, worn before a name and dropped from it; the value is the gender they tell.
ADDRESS: dict[str, str | None] = dict.fromkeys(
    wordset("mr mister sir lord father brother baron"), "m"
)
ADDRESS |= dict.fromkeys(wordset("mrs ms miss lady dame madam mme sister baroness mother"), "f")
ADDRESS |= dict.fromkeys(
    wordset("""
dr doctor prof professor rev reverend hon sgt sergeant capt captain lt lieutenant col colonel maj
major gen general adm admiral cpl pfc pvt private cmdr commander insp inspector det detective
const constable supt superintendent officer sen senator rep congressman gov governor judge justice
president chancellor minister secretary mayor ambassador bishop archbishop cardinal rabbi imam
ayatollah mullah chief deputy vice premier pm mp director chairman ceo cfo coo cto coach sheriff
attorney spokesman spokeswoman spokesperson marshal rear brigadier commissioner councillor
councilman councilwoman congresswoman chairwoman undersecretary treasurer dean rector provost
co-founder founder editor author
"""),
    None,
)

#: Titles that are part of how a person is called: "Pope Francis", "Queen Maud".
STYLES: dict[str, str | None] = dict.fromkeys(
    wordset("pope king prince emperor duke sultan tsar"), "m"
)
STYLES |= dict.fromkeys(wordset("queen princess empress duchess"), "f")
STYLES |= dict.fromkeys(wordset("saint st sheikh emir"), None)

HE = wordset("he him himself his")
SHE = wordset("she her herself hers")

HE_NOUNS = wordset("""
man boy husband father dad son brother uncle grandfather grandson nephew spokesman chairman
businessman gentleman guy actor waiter king prince pope priest monk fisherman salesman policeman
cameraman congressman boyfriend fiance widower landlord statesman fireman sportsman monsignor
archbishop bishop cardinal imam ayatollah grandad groom schoolboy lad bloke anchorman frontman
""")
SHE_NOUNS = wordset("""
woman girl wife mother mum mom daughter sister aunt grandmother granddaughter niece spokeswoman
chairwoman businesswoman lady actress waitress queen princess nun policewoman congresswoman
girlfriend fiancee widow landlady saleswoman schoolgirl bride grandma heroine hostess stewardess
""")
#: Nouns for one person; what stands for a speaker when no name is given.
PERSON_NOUNS = (
    HE_NOUNS
    | SHE_NOUNS
    | wordset("""
person spokesperson official officer source insider witness eyewitness bystander
onlooker resident local neighbour neighbor friend relative colleague employee worker staffer
staff-member aide adviser advisor lawyer attorney solicitor prosecutor judge doctor nurse surgeon
physician analyst expert scientist researcher professor lecturer academic scholar historian
economist journalist reporter correspondent columnist blogger writer author editor photographer
anchor presenter host user commenter poster viewer reader fan customer shopper
guest visitor tourist passenger driver pilot soldier fighter militant commander general admiral
colonel captain sergeant detective investigator inspector minister president chancellor premier
mayor governor senator lawmaker politician diplomat ambassador secretary director producer
filmmaker moviemaker screenwriter actor singer rapper musician artist star comedian celebrity
model designer engineer developer programmer executive ceo boss chief head chair manager owner
founder co-founder entrepreneur investor trader banker billionaire millionaire tycoon student
pupil teacher teenager teen youngster child kid victim suspect attacker gunman defendant plaintiff
patient survivor hunter angler farmer fisher chef cook waiter barista plumber technician leader
pontiff cleric preacher pastor minister vicar reverend theologian coach player footballer striker
defender midfielder goalkeeper manager champion athlete swimmer runner member representative rep
publicist agent delegate activist campaigner volunteer organiser organizer critic observer
individual informant whistleblower defector dissident leaker hacker sailor skipper veteran
prisoner detainee hostage refugee migrant singer-songwriter columnist councillor sheriff coroner
pathologist archaeologist biologist arachnologist astronomer
""")
)

#: Nouns for several people at once.
GROUP_NOUNS = wordset("""
officials officers sources insiders witnesses eyewitnesses bystanders onlookers residents locals
villagers neighbours neighbors friends relatives colleagues employees workers staffers staff aides
advisers advisors lawyers attorneys prosecutors judges doctors nurses surgeons physicians medics
analysts experts scientists researchers professors academics scholars historians economists
journalists reporters correspondents columnists bloggers writers authors editors photographers
users commenters posters viewers readers fans customers shoppers guests visitors tourists
passengers drivers pilots soldiers troops fighters militants rebels insurgents terrorists
jihadists extremists commanders generals detectives investigators inspectors ministers lawmakers
politicians diplomats senators directors producers executives bosses chiefs leaders managers
owners founders investors traders students pupils teachers teenagers children kids parents victims
suspects attackers patients survivors farmers activists campaigners volunteers organisers
organizers critics observers supporters loyalists opponents members representatives reps delegates
people men women boys girls some others many authorities police rescuers firefighters paramedics
clerics theologians conservatives liberals republicans democrats skeptics sceptics everyone
everybody callers elite public crew crowd family
""")

#: Nouns for a body; the last word of many organisations' names as well.
BODY_NOUNS = wordset("""
company firm corporation group organisation organization agency authority force ministry
department office bureau government administration council committee commission board court
parliament senate congress party union association federation confederation foundation institute
institution university college school hospital clinic church bank fund trust club team league
charity institute observatory society centre center centers laboratory lab network service
services police army navy military brigade militia retailer manufacturer maker giant startup
start-up airline carrier chain brand studio studios label publisher operator provider supplier
developer shop store restaurant hotel museum think-tank tank embassy consulate palace cabinet
regime kingdom state inc ltd llc plc corp co gmbh holdings partners industries systems
technologies international coalition alliance initiative campaign movement front plumbing resorts
entertainment pictures records motors airlines airways
""")

#: Nouns for a news medium or for what one puts out.
OUTLET_NOUNS = wordset("""
newspaper paper daily tabloid broadsheet magazine weekly publication outlet site website blog
broadcaster channel network station agency programme program show podcast newsletter portal media
press report reports article articles story stories post posting piece item headline profile
interview release column editorial feature exclusive
""")
DOCUMENT_NOUNS = wordset("""
study survey poll video clip footage image photo photograph picture letter memo email e-mail
statement filing lawsuit complaint document documents file files records paper tweet message
obituary book biography transcript audit indictment affidavit disclaimer account feed page data
research evidence investigation inquiry findings notice sign caption recording conversation
""")

#: Names of outlets often end so; a name that does is taken for an outlet's.
OUTLET_ENDS = wordset("""
times post herald tribune gazette journal star sun mirror telegraph guardian independent observer
news chronicle examiner courier dispatch inquirer standard bulletin mail express press today
reporter daily weekly magazine tv radio ilbo zeitung
""")

#: Words that open a sentence with a capital and belong to no name.
OPENERS = wordset("""
a about according across actually add added after again against ago all almost along already also
although always among an and another any anyone anything apparently are around as asked at away
back based be because been before behind being below beside besides between beyond both but by can
cannot certainly citing clearly could currently dear despite did do does done down during each
earlier either else elsewhere especially even eventually ever every everybody everyone everything
except few finally first five following for former formerly four from fortunately further
furthermore generally given had half has have having he hence her here hers herself him himself
his how however i if in indeed initially inside instead into is it its itself just last late
lately later latest least less let like likewise local long many may maybe me meanwhile might mine
more moreover most much must my myself near nearly neither never nevertheless new next no nobody
none nonetheless nor not nothing now obviously of off often oh ok on once one only or originally
other others otherwise our ours out outside over overall own per perhaps please possibly
presumably previously probably quite rather really recent recently regardless reportedly said same
say second see seen sadly several shall she should similarly since six so some somebody someone
something sometimes soon still such sure surely ten than thank thanks that the their theirs them
themselves then there thereafter therefore these they third this those though three through
throughout thus to today together tomorrow tonight too toward towards two under unfortunately
unless unlike until up upon us using usually very via was we well were what whatever when whenever
where whereas wherever whether which while who whoever whom whose why will with within without
would yes yet yesterday you your yours monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
""")

#: Adjectives of nation and region: they modify a role and are no part of a name.
DEMONYMS = wordset("""
american british english scottish welsh irish french german italian spanish portuguese dutch
belgian swiss austrian polish czech slovak hungarian romanian bulgarian greek turkish russian
ukrainian norwegian swedish danish finnish icelandic canadian mexican brazilian argentine
argentinian chilean colombian peruvian venezuelan cuban japanese chinese korean indian pakistani
afghan iranian iraqi syrian lebanese israeli palestinian jordanian saudi egyptian libyan tunisian
moroccan algerian nigerian kenyan somali ethiopian sudanese african asian european western eastern
northern southern arab kurdish jewish muslim christian catholic australian indonesian malaysian
thai vietnamese filipino islamic republican democrat democratic conservative labour liberal north
south east west central us u.s u.k uk eu serbian croatian macedonian albanian georgian armenian
""")

PARTICLES = wordset("de da del della der den di do dos du la le van von bin ibn al el ter ten y e")

#: Places that news texts name most: never a speaker's own name, whatever stands around them.
PLACES = wordset("""
afghanistan africa albania algeria america argentina armenia asia australia austria azerbaijan
bahrain bangladesh belarus belgium bolivia bosnia brazil britain bulgaria cambodia canada chile
china colombia croatia cuba cyprus denmark ecuador egypt england estonia ethiopia europe finland
france georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran
iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos
latvia lebanon liberia libya lithuania macedonia malaysia mali malta mexico moldova mongolia
montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway
oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia
rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland
syria taiwan tajikistan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan
venezuela vietnam wales yemen zambia zimbabwe alabama alaska arizona arkansas california colorado
connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine
maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio
oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming ontario quebec
manitoba alberta saskatchewan queensland tasmania amsterdam ankara athens atlanta auckland baghdad
baltimore bangkok barcelona beijing beirut belfast berlin birmingham boston brisbane bristol
brooklyn brussels bucharest budapest cairo calgary chicago cleveland copenhagen dallas damascus
delhi denver detroit dubai dublin edinburgh frankfurt geneva glasgow hamburg havana helsinki
houston istanbul jakarta jerusalem johannesburg kabul kiev kyiv leeds lisbon liverpool london
madrid manchester manhattan manila melbourne miami milan minneapolis montreal moscow mosul mumbai
munich nairobi oslo ottawa paris philadelphia phoenix pittsburgh prague rome seattle seoul
shanghai stockholm sydney tehran tokyo korea york zealand states angeles francisco hong kong lanka
arabia rica emirates jersey carolina dakota hampshire virginia vegas diego city county street
avenue road beach valley lake river mountain square park airport bay island islands ocean sea
toronto vancouver vienna warsaw washington wellington zurich internet web
""")
