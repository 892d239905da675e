namespace Backchannel.Hub.Tests.Chats;

/// <summary>What made-up chats are about.</summary>
/// <param name="Tag">The chat's hashtag.</param>
/// <param name="Things">Words of the trade.</param>
/// <param name="Questions">In the order in which they are put.</param>
sealed record MadeUpTopic(string Tag, string[] Things, string[] Questions);

static class MadeUpTopics
{
    public static readonly IReadOnlyList<MadeUpTopic> All =
    [
        new("tidechat", ["tide tables", "buoys", "harbour masters", "moorings", "dredging", "pilots", "fenders"],
            ["How do you plan around tide tables in your harbour?", "Which buoys would you replace first, and why?", "What makes harbour masters listen to small boats?", "Are moorings fairly shared where you live?", "What has dredging changed on your coast?", "Which advice would you give to young pilots?"]),
        new("shelfchat", ["catalogues", "borrowers", "reading rooms", "donations", "shelving", "storytimes", "archives"],
            ["What would you change about library catalogues?", "How do you win back borrowers who stopped coming?", "Who are reading rooms for nowadays?", "Do you accept donations, and on what terms?", "Does anybody still love shelving?", "What makes storytimes work for shy children?", "Where do archives belong?"]),
        new("wardtalk", ["handovers", "night shifts", "discharge letters", "carers", "triage", "bed managers"],
            ["What does a good handover sound like?", "How do you look after one another on night shifts?", "Why are discharge letters still late?", "How can carers be heard on the ward?", "What would you never leave out of triage?", "Is there life for bed managers after winter?"]),
        new("learnhour", ["onboarding", "microlearning", "facilitators", "webinars", "badges of honour", "feedback loops"],
            ["What is onboarding really for?", "Is microlearning more than a fashion?", "How do facilitators keep quiet people in?", "When are webinars the wrong answer?", "Do badges of honour motivate anybody?", "How short should feedback loops be?", "What did you unlearn this year?"]),
        new("soilchat", ["compost", "cover crops", "earthworms", "drainage", "hedgerows", "ploughs"],
            ["What goes into your compost, and what never?", "Which cover crops survived last winter?", "How do you count earthworms?", "Who pays for drainage on shared land?", "Are hedgerows worth their width?", "Would you sell your ploughs?"]),
        new("codeforum", ["code reviews", "flaky tests", "deploys", "legacy modules", "pair programming", "incident reports", "monorepos"],
            ["What do code reviews find that machines do not?", "How do you deal with flaky tests?", "How often are deploys boring for you?", "Which legacy modules would you keep?", "Who gains from pair programming?", "What belongs into incident reports?", "Did monorepos help your team?"]),
        new("stagechat", ["rehearsals", "prompters", "understudies", "costumes", "matinees", "ticketing"],
            ["How long should rehearsals be?", "Do you still work with prompters?", "How are understudies treated where you play?", "What happens to costumes after the last night?", "Who comes to matinees?", "What is broken in ticketing?"]),
        new("occuchat", ["wheelchairs", "splints", "home visits", "grab rails", "caseloads", "placements"],
            ["What goes wrong when wheelchairs are fitted?", "When do splints do harm?", "What do home visits teach you?", "Why do people refuse grab rails?", "How do you talk about caseloads?", "What makes placements worth it for students?"]),
        new("phdcircle", ["supervisors", "literature reviews", "conference abstracts", "imposter feelings", "viva voce", "writing groups", "funding"],
            ["What do you need from supervisors?", "How do literature reviews ever end?", "How do you choose among conference abstracts?", "What helps against imposter feelings?", "How did you prepare for the viva voce?", "Do writing groups work for you?", "Where does funding hide?"]),
        new("breadchat", ["sourdough", "rye flour", "proving baskets", "steam ovens", "crusts", "millers"],
            ["Where did your sourdough come from?", "What is difficult about rye flour?", "Are proving baskets worth the money?", "Do steam ovens beat a lidded pot?", "How dark are your crusts?", "Which millers do you trust?"]),
        new("citywalk", ["crossings", "kerbs", "cycle lanes", "benches", "street lamps", "bus shelters"],
            ["Which crossings do you avoid, and why?", "Who suffers from high kerbs?", "Do painted cycle lanes protect anybody?", "How far apart may benches be?", "Are street lamps too bright?", "What would make bus shelters kind?"]),
        new("starhour", ["telescopes", "light pollution", "eyepieces", "meteor counts", "star parties", "planetariums", "observing logs"],
            ["Which telescopes would you give to a child?", "What did you achieve against light pollution?", "How many eyepieces does one need?", "Who uses meteor counts?", "What makes star parties welcoming?", "Are planetariums still magical?", "How do you keep observing logs?"]),
    ];
}
