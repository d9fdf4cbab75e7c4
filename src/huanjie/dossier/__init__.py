"""The dossier (选举卷宗): proof that one can carry away: seal it, and verify it offline."""
