namespace Backchannel.Ingest.Sources.X;

/// <summary>What we ask X to send along.</summary>
static class XFields
{
    public const string Full =
        "tweet.fields=created_at,author_id,entities,lang,conversation_id,referenced_tweets,in_reply_to_user_id,attachments,possibly_sensitive,"
        + "edit_history_tweet_ids,edit_controls,note_tweet,public_metrics,withheld"
        + "&expansions=author_id,attachments.media_keys,referenced_tweets.id,referenced_tweets.id.author_id,in_reply_to_user_id"
        + "&user.fields=name,username,profile_image_url,verified,verified_type,protected"
        + "&media.fields=media_key,type,url,preview_image_url,alt_text,width,height,variants";

    /// <summary>Without expansions: users cost twice as much as posts.</summary>
    public const string Recheck = "tweet.fields=public_metrics,withheld";
}
