namespace Backchannel.Hub.Filing;

/// <summary>
/// Words that people say at every event, whatever they talk about: they tell nothing about a session. Folded; English, and the small words of the
/// languages that are posted most beside it.
/// </summary>
static class CommonWords
{
    static readonly HashSet<string> Words = [.. """
        a about above across after again against ago ahead all almost alone along already also although always am among an and another any
        anybody anyone anything anywhere are
        around as ask asked at away back bad be became because become been before began begin behind being below best better between big bit
        both but by call called came can cannot
        come comes coming could day days did do does doing done down during each early easy else end enough even evening ever every
        everybody everyone everything everywhere example
        far few find finally first for found four from full fun further get gets getting give given gives go goes going gone gonna good got
        had half happen hard has have having he
        hear heard hello help her here hers hey hi high him his hold home hope hour hours how however i idea ideas if in inside instead into
        is isn it its itself just keep kind
        knew know known large last late later learn learned learning least left less let life like line listen little live ll long look
        looking lot lots love loved made main make
        makes making man many may maybe me mean means might mind minute minutes mine more morning most move much must my myself near nearly
        need needs never new next nice night no
        nobody none nor not note nothing now number of off often oh ok okay old on once one ones only onto open or order other others our
        ours out outside over own page part
        people perfect perhaps person place plan play please point possible post power pretty problem put question questions quite rather re
        read ready real really right room rooms
        run running said same saw say saying says second see seen seems self set several shall she short should show shows side simple
        simply since small so some somebody someone
        something sometimes somewhere soon sorry start started starting still stop stuff such super sure take takes taking talked talking
        tell than that the their them then there
        these they thing things think thinking this those though thought three through time times tip to today together told tomorrow
        tonight too took top toward true try trying turn
        two under until up us use used useful user users using ve very view want wanted wants was watch watching way ways we week well went
        were what whatever when where whether which
        while who whole whom whose why will wish with within without word words work worked working works world would write writing wrong
        year years yes yesterday yet you your yours
        agenda amazing attend attendee attending audience awesome badge bathroom battery beer booth breakfast break brilliant bus cat chair
        chairs charger chat city clap closing cloud
        coffee community conf conference contribute cool crowd day1 day2 day3 demo demos dinner dog door drink eat enjoy enjoyed enjoying
        event events excellent excited exciting fantastic
        finish floor folk folks food friend friends front glad great guest hall hallway happy hashtag host hotel inspiring interesting intro
        introduction joining keynote keynotes lecture
        lightning live lovely lunch map meet meeting meetup microphone mic missed music online organizer organizers organiser organisers
        panel panels parking party photo photos picture
        pictures platform plane plenary poster posters presentation presentations presenter project queue rain raining recording reception
        registration row screen seat seats session
        sessions slide slides sold speaker speakers speaking sponsor sponsors stage standing station stream streaming summit sun talk talks
        tea team thank thanks thx ticket tickets toilet
        track train trains tram travel tutorial tweet tweets twitter vegan video videos volunteer volunteers walk water weather welcome wifi
        wonderful workshop workshops wow
        aber alle als also am an auch auf aus bei bin bis das dass dem den der des dich die dies diese dieser doch du durch ein eine einem
        einen einer er es fur ganz gerade gut habe haben hat
        heute hier ich ihr im in ist ja jetzt kann kein keine man mehr mein mich mit nach nicht noch nun nur oder raum schon sehr sein sich
        sie sind so uber um und uns unter viel vom von vor
        vortrag war warum was wenn wer wie wieder wir wird wo zu zum zur danke toll toller super frage gleich immer
        au aux avec ce ces cette comme dans de des du elle en est et il ils je la le les leur lui mais merci mon ne nous on ou par pas plus
        pour quand que qui sa sans se ses son sont sur tout
        tous tres un une vous
        al algo como con cual cuando del donde el ella ellos en era es esta este esto gracias ha hay hoy la las lo los mas me mi muy no nos
        para pero por porque que se si sin sobre son su sus
        tambien te todo todos tu un una uno y ya
        ao aos as com da das do dos e em eu foi isso mais mas na nas nao nos o os ou para pela pelo por que se sem seu sua um uma voce
        obrigado obrigada muito
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    public static bool Has(string folded) => Words.Contains(folded);
}
